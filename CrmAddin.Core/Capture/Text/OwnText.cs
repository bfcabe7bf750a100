namespace CrmAddin.Core.Capture.Text;

/// <summary>The lines that the writer wrote this time: no quoted or forwarded history, no disclaimers, no list footers.</summary>
internal static class OwnText
{
    /// <summary>The writer's own lines with the numbers they have in the whole body.</summary>
    internal static IReadOnlyList<MailLine> Of(IReadOnlyList<MailLine> lines) => Of(SplitHistory.Of(lines));

    /// <summary>The writer's own lines out of the stretches of a body.</summary>
    internal static IReadOnlyList<MailLine> Of(IReadOnlyList<TextStretch> stretches) =>
        Disclaimers.CutOff([.. stretches.Where(stretch => stretch.Kind == TextStretchKind.Own).SelectMany(stretch => stretch.Lines)]);
}
