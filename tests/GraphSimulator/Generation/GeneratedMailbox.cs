using System.Text.Json.Nodes;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Generation;

/// <summary>Fills mailboxes with made-up mails. Each is made when it is looked at, so that a large mailbox takes little memory.</summary>
public static class GeneratedMailbox
{
    /// <summary>Adds made-up mails to a folder.</summary>
    public static void Generate(this SimulatedTenant tenant, string mailbox, string folder, SyntheticMails mails)
    {
        var box = tenant.Mailbox(mailbox);
        lock (box.Gate)
        {
            var target = SimulatedTenant.Folder(box, folder);
            var now = tenant.Clock.GetUtcNow();
            for (var number = 0; number < mails.Count; number++)
            {
                var made = number;
                var id = ItemIds.Immutable(box.UserPrincipalName, $"{target.Id}/synthetic/{mails.Seed}/{made}");
                box.Put(new SimulatedMessage(id, Make, mails.ReceivedAt(made), target), target, byMove: false);

                JsonObject Make()
                {
                    var json = mails.Make(made, box.UserPrincipalName);
                    MessageDefaults.Fill(json, id, box.UserPrincipalName, now);
                    return json;
                }
            }
        }
    }
}
