using GraphSimulator.Mailboxes;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Delta;

/// <summary>What changes are asked of.</summary>
/// <param name="Id">The folder, calendar or list; a token is bound to it.</param>
/// <param name="Log">What happened in it.</param>
/// <param name="Entity">Its entities in <c>@odata.context</c>, such as <c>message</c>.</param>
/// <param name="Epoch">Sync-state epoch of the mailbox.</param>
/// <param name="Faults">What goes wrong.</param>
internal sealed record DeltaSource(string Id, ChangeLog Log, string Entity, int Epoch, Faults Faults);
