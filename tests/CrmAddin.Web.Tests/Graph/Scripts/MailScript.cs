using System.Globalization;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Compare;
using GraphSimulator.Misbehaviour;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Graph.Scripts;

/// <summary>
/// A random story of two mailboxes: mail comes, moves, goes and comes back, Graph misbehaves, hosts crash, and rounds run in between.
/// The seed decides everything. Afterwards the store is held against what the simulator knows to be true.
/// </summary>
internal sealed class MailScript(SyncWorld world, int seed)
{
    public static readonly string[] Contacts = ["ann@client.example", "bob@client.example"];

    private const string Boss = "boss@firm.example";
    private const string LateContact = "late@newcomer.example";
    private const int Steps = 30;
    private const int Kills = 2;
    private const int MailsBeforeAKill = 40;

    private static readonly string[] Mailboxes = [SyncWorld.Upn, Boss];
    private static readonly string[] LoggedFolders = ["inbox", "sentitems"];
    private static readonly string[] OtherFolders = ["archive", "deleteditems"];

    private readonly Random _random = new(seed);
    private readonly List<PlantedMail> _mails = [];
    private readonly List<string> _story = [];
    private readonly HashSet<(string Mailbox, string Id)> _seen = [];
    private readonly HashSet<(string Mailbox, string Id)> _gone = [];
    private bool _hasLost;
    private long? _lateContactId;

    /// <summary>What happened, for the message of a failed check.</summary>
    public string Story => $"seed {seed}:\n{string.Join('\n', _story)}";

    public static async Task RunAsync(int seed)
    {
        await using var world = await SyncWorld.StartAsync(pageSize: 1 + (seed % 7));
        var script = new MailScript(world, seed);
        await script.PrepareAsync();
        for (var step = 0; step < Steps; step++)
            await script.StepAsync();
        await script.SettleAsync();
        await script.CheckAsync();
    }

    /// <summary>A story in which the host is a process that is killed twice in the middle of its work.</summary>
    public static async Task RunKilledAsync(int seed)
    {
        await using var world = await SyncWorld.StartAsync(pageSize: 2 + (seed % 5), settings: ("Crm:Mail:Blocked:0", "blocked.example"));
        var script = new MailScript(world, seed);
        await script.PrepareAsync();
        for (var kill = 0; kill < Kills; kill++)
        {
            for (var mail = 0; mail < MailsBeforeAKill; mail++)
                script.Plant();
            for (var step = 0; step < Steps; step++)
                await Do(script.AnyEvent());
            await script.SyncAndKillAsync();
        }
        await script.SettleAsync();
        await script.CheckAsync();
    }

    private async Task SyncAndKillAsync()
    {
        var decided = await DecidedAsync() + _random.Next(MailsBeforeAKill / 2);
        using var process = world.StartProcess("sync", "--once");
        while (!process.HasEnded && await DecidedAsync() <= decided)
            await Task.Delay(5);
        process.Kill();
        await process.EndAsync();
        Tell($"the host is killed after {await DecidedAsync()} decisions");
        await world.FreeLeasesAsync();
    }

    private Task<int> DecidedAsync() => world.ReadAsync(async db => await db.MessageCopies.CountAsync() + await db.DroppedMessages.CountAsync());

    private async Task PrepareAsync()
    {
        await world.AddMailboxAsync(Boss);
        foreach (var contact in Contacts)
            await world.AddContactAsync(contact);
        world.Services.GetRequiredService<MailSettings>().Blocked.Add("blocked.example");
    }

    private Task StepAsync() => _random.Next(20) switch
    {
        < 16 => Do(AnyEvent()),
        16 => MeetLateContactAsync(),
        _ => SyncAsync(),
    };

    private Action AnyEvent() => _random.Next(16) switch
    {
        < 7 => Plant,
        < 9 => MoveAway,
        9 => MoveBack,
        10 => DeleteOne,
        11 => Restore,
        12 => Touch,
        13 => GoAndReturn,
        14 => LoseTokens,
        _ => Misbehave,
    };

    private static Task Do(Action step)
    {
        step();
        return Task.CompletedTask;
    }

    private void Plant()
    {
        var kind = (MailKind)_random.Next(Enum.GetValues<MailKind>().Length);
        if (kind == MailKind.Forged && !_mails.Exists(m => m.MessageId is not null))
            kind = MailKind.FromContact;
        var number = _mails.Count;
        var mailbox = Any(Mailboxes);
        var sender = kind switch
        {
            MailKind.ToContact => mailbox,
            MailKind.FromLateContact => LateContact,
            MailKind.FromStranger => $"stranger{number}@elsewhere.example",
            MailKind.Internal => "colleague@firm.example",
            MailKind.Automatic => "no-reply@client.example",
            MailKind.FromBlocked => "x@mail.blocked.example",
            MailKind.Forged => Contacts[1],
            _ => Any(Contacts),
        };
        var messageId = kind switch
        {
            MailKind.WithoutMessageId => null,
            MailKind.Forged => Any(_mails.FindAll(m => m.MessageId is not null)).MessageId,
            _ => $"<{number}@{sender.Split('@')[1]}>",
        };
        (string, string)[] headers = kind switch
        {
            MailKind.Bulk => [("List-Id", "<news.client.example>")],
            MailKind.MarkedPrivate => [("Sensitivity", "private")],
            _ => [],
        };
        var planted = new PlantedMail(kind, $"{kind} {number}", sender, messageId, SampleMail.Start.AddMinutes(number));
        var toBoth = kind is not MailKind.ToContact and not MailKind.WithoutMessageId && _random.Next(3) == 0;
        foreach (var box in toBoth ? Mailboxes : [mailbox])
        {
            var mail = SampleMail.From(sender, planted.Subject, number, to: kind == MailKind.ToContact ? Contacts[0] : string.Join(',', Mailboxes), messageId: messageId, headers: headers);
            if (messageId is null)
                mail["internetMessageId"] = "";
            planted.Ids[box] = world.Deliver(mail, kind == MailKind.ToContact ? "sentitems" : "inbox", box);
        }
        _mails.Add(planted);
        Tell($"{planted.Subject} from {sender} {messageId} into {string.Join(" and ", planted.Ids.Keys)}");
    }

    private void MoveAway() => OnOne(m => LoggedFolders.Contains(m.Folder), "moves away", (box, id) => world.Simulator.Tenant.Move(box, id, Any(OtherFolders)));

    private void MoveBack() => OnOne(m => OtherFolders.Contains(m.Folder), "moves back", (box, id) => world.Simulator.Tenant.Move(box, id, "inbox"));

    // What happens outside of the logged folders nobody is told.
    private void DeleteOne() => OnOne(_ => true, "is deleted for good", (box, id) =>
    {
        if (InScope(box).Contains((box, id)))
            _gone.Add((box, id));
        world.Simulator.Tenant.Delete(box, id);
    });

    private void Restore() => OnOne(m => m.Folder == "deleteditems", "is restored", (box, id) => world.Simulator.Tenant.Restore(box, id));

    private void Touch() => OnOne(_ => true, "is marked", (box, id) =>
    {
        world.Simulator.Tenant.MarkRead(box, id, _random.Next(2) == 0);
        world.Simulator.Tenant.SetCategories(box, id, "seen");
    });

    private void GoAndReturn() => OnOne(m => m.Folder == "inbox", "goes and returns", (box, id) =>
    {
        world.Simulator.Tenant.Move(box, id, "archive");
        world.Simulator.Tenant.Move(box, id, "inbox");
    });

    private void LoseTokens()
    {
        var mailbox = Any(Mailboxes);
        world.Simulator.Tenant.LoseTokens(mailbox);
        Tell($"the tokens of {mailbox} are lost");
    }

    private void Misbehave()
    {
        world.Simulator.Faults = new Faults
        {
            Seed = _random.Next(),
            EmptyPageRate = Rate(),
            DuplicateRate = Rate(),
            Reorder = _random.Next(2) == 0,
            ReplayedChanges = _random.Next(3) * 5,
            PartialUpdates = _random.Next(2) == 0,
            RemovedInFirstRound = _random.Next(2) == 0,
            LoseReturnedMessages = _random.Next(3) == 0,
            HideArrivalsByMove = _random.Next(3) == 0,
            ThrottleRate = Rate() / 3,
            UnavailableRate = Rate() / 3,
            UnavailableAfterEffectRate = Rate() / 3,
            NoJsonRate = Rate() / 10,
            ConnectionResetRate = Rate() / 3,
            TokenLossRate = Rate() / 3,
            TokenLoss = (TokenLossForm)_random.Next(Enum.GetValues<TokenLossForm>().Length),
            RetryAfter = (RetryAfterForm)_random.Next(Enum.GetValues<RetryAfterForm>().Length),
            RetryAfterSeconds = 0.002,
        };
        // What Graph has kept to itself comes to light by the comparison alone, if it is still there then.
        _hasLost |= world.Simulator.Faults is { LoseReturnedMessages: true } or { HideArrivalsByMove: true };
        Tell("Graph misbehaves anew");
    }

    private async Task MeetLateContactAsync()
    {
        if (_lateContactId is not null)
            return;
        _lateContactId = await world.AddContactAsync(LateContact);
        var report = await world.LookBackAsync(_lateContactId.Value);
        Tell($"{LateContact} becomes a contact: {report.Logged} logged, {report.Failures.Count} failures");
    }

    private async Task SyncAsync()
    {
        var mailbox = Any(Mailboxes);
        var there = InScope(mailbox);
        var crashes = _random.Next(4) == 0;
        if (crashes)
            (world.Crashes.CrashAt, world.Crashes.AfterCommit) = (_random.Next(8), _random.Next(2) == 0);
        try
        {
            var report = await world.SyncAsync(mailbox);
            Tell($"round of {mailbox}: {report.Read} read, {report.Kept} kept, {report.Error}");
            if (report.Error is null && !_hasLost)
                _seen.UnionWith(there);
        }
        catch (Exception e) when (e.GetBaseException() is CrashException)
        {
            Tell($"the host crashes in the round of {mailbox}");
            await world.FreeLeasesAsync();
        }
        finally
        {
            world.Crashes.CrashAt = null;
        }
    }

    /// <summary>Graph behaves again; what a night's comparison heals is healed.</summary>
    private async Task SettleAsync()
    {
        world.Simulator.Faults = new Faults();
        foreach (var mailbox in Mailboxes)
            (await world.SyncAsync(mailbox)).Error.ShouldBeNull(Story);
        (await world.Services.GetRequiredService<CompareMailboxes>().RunAsync(null, DateTimeOffset.MaxValue, CancellationToken.None)).Value!
            .ShouldAllBe(r => r.Error == null, Story);
        if (_lateContactId is { } late)
            (await world.LookBackAsync(late)).Failures.ShouldBeEmpty(Story);
        foreach (var mailbox in Mailboxes)
        {
            var last = await world.SyncAsync(mailbox);
            (last.Error, last.Read).ShouldBe((null, 0), $"the cursors of {mailbox}, {Story}");
            _seen.UnionWith(InScope(mailbox));
        }
    }

    private async Task CheckAsync()
    {
        var copies = await world.ReadAsync(db => db.MessageCopies.AsNoTracking().Include(c => c.Message).ThenInclude(m => m!.Contacts).Include(c => c.Mailbox)
            .ToDictionaryAsync(c => (c.Mailbox!.Address, c.GraphId)));
        var traces = await world.ReadAsync(db => db.DroppedMessages.AsNoTracking()
            .Join(db.Mailboxes, d => d.MailboxId, m => m.Id, (d, m) => new { m.Address, d.KeyedHash, d.Reason }).ToDictionaryAsync(d => (d.Address, d.KeyedHash), d => d.Reason));
        var key = world.Services.GetRequiredService<DroppedMailKey>();
        foreach (var mail in _mails)
            foreach (var (mailbox, id) in mail.Ids)
            {
                var why = $"{mail.Subject} in {mailbox}, {Story}";
                var dropped = mail.DroppedFor(_lateContactId is not null);
                copies.TryGetValue((mailbox, id), out var copy);
                if (dropped is not null)
                    copy.ShouldBeNull(why);
                else if (_seen.Contains((mailbox, id)) && mail.Kind != MailKind.FromLateContact)
                    copy.ShouldNotBeNull(why);
                if (copy is not null)
                    CheckKept(mail, copy, _gone.Contains((mailbox, id)), why);
                if (dropped is { } reason && _seen.Contains((mailbox, id)))
                    traces.GetValueOrDefault((mailbox, key.Hash(mail.Identity(mailbox)))).ShouldBe(reason.ToString(), why);
            }
        CheckWhatIsThere(copies.Keys);
        await CheckOnceAsync();
    }

    private static void CheckKept(PlantedMail mail, MessageCopy copy, bool isGone, string why)
    {
        var message = copy.Message!;
        (message.Subject, message.KeptReason, message.KeptDetail).ShouldBe((mail.Subject, nameof(KeepReason.KnownContact), mail.KnownAddress), why);
        message.Direction.ShouldBe(mail.Kind == MailKind.ToContact ? MailDirection.Sent : MailDirection.Received, why);
        message.Contacts.Count.ShouldBe(1, why);
        if (isGone)
            copy.RemovedAt.ShouldNotBeNull(why);
    }

    // A mail that lies in a logged folder now is in the log, whenever it came there.
    private void CheckWhatIsThere(IEnumerable<(string Mailbox, string Id)> logged)
    {
        var there = Mailboxes.SelectMany(InScope).ToHashSet();
        var kept = _mails.Where(m => m.DroppedFor(_lateContactId is not null) is null).SelectMany(m => m.Ids.Select(i => (Mailbox: i.Key, Id: i.Value))).ToHashSet();
        there.Intersect(kept).Except(logged).ShouldBeEmpty(Story);
    }

    private async Task CheckOnceAsync()
    {
        var subjects = await world.LoggedSubjectsAsync();
        // A mail without Message-ID is one for each mailbox; scripts put it into one.
        subjects.Distinct().Count().ShouldBe(subjects.Count, Story);
        var orphans = await world.ReadAsync(db => db.Messages.Where(m => !m.Copies.Any()).CountAsync());
        orphans.ShouldBe(0, Story);
    }

    private HashSet<(string Mailbox, string Id)> InScope(string mailbox) =>
        [.. world.Simulator.Tenant.Messages(mailbox).Where(m => LoggedFolders.Contains(m.Folder)).Select(m => (mailbox, m.ImmutableId))];

    private void OnOne(Func<GraphSimulator.Mailboxes.TrueMessage, bool> where, string what, Action<string, string> change)
    {
        var candidates = world.Simulator.Tenant.Messages().Where(where).ToList();
        if (candidates.Count == 0)
            return;
        var one = Any(candidates);
        change(one.Mailbox, one.ImmutableId);
        Tell($"{one.Subject} in {one.Mailbox} ({one.Folder}) {what}");
    }

    private double Rate() => _random.Next(3) * 0.15;

    private T Any<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    private void Tell(string what) => _story.Add(string.Create(CultureInfo.InvariantCulture, $"{_story.Count + 1,3} {what}"));
}
