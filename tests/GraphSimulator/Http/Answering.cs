namespace GraphSimulator.Http;

/// <summary>
/// What must have happened before an answer leaves, or a connection is cut: whoever has the answer may look at counters
/// or send the next request at once. Each action runs once.
/// </summary>
internal static class Answering
{
    private static readonly object Key = new();

    public static void BeforeAnswer(this HttpContext context, Action act)
    {
        if (context.Items[Key] is not List<Action> actions)
        {
            context.Items[Key] = actions = [];
            context.Response.OnStarting(() =>
            {
                context.NoteAnswer();
                return Task.CompletedTask;
            });
        }
        actions.Add(act);
    }

    /// <summary>Runs the actions that have not run yet.</summary>
    public static void NoteAnswer(this HttpContext context)
    {
        if (context.Items[Key] is not List<Action> actions)
            return;
        foreach (var act in actions)
            act();
        actions.Clear();
    }
}
