using CrmAddin.Core.Accounts;
using CrmAddin.Core.Activities;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Campaigns;
using CrmAddin.Core.Consent;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Costs;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Products;
using CrmAddin.Core.Store;
using CrmAddin.Core.Targets;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Reports.Tests.Support;

/// <summary>A firm's year from a fixed seed: people in two teams, one of whom left, deals with their moves, targets, work, leads, consents and mail.</summary>
internal sealed class SampleFirm
{
    public static readonly DateOnly Today = new(2026, 11, 22);

    private static readonly (string Name, bool IsActive, int Team)[] _people =
        [("Layla Haddad", true, 0), ("عمر الخالدي", true, 0), ("Sara Bishara", false, 1), ("John O'Brien", true, 1)];

    private readonly Random _random = new(20261122);
    private readonly CrmDb _db;
    private readonly List<User> _users = [];
    private readonly List<Contact> _contacts = [];
    private readonly List<Deal> _deals = [];

    private SampleFirm(CrmDb db) => _db = db;

    public static Task<bool> FillAsync(TestStore store, int deals = 160) => store.UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        db.Begin(ChangeOrigin.Setup, "test");
        var firm = new SampleFirm(db);
        await firm.AddPeopleAsync();
        await firm.AddDealsAsync(deals);
        await firm.AddWorkAsync();
        await firm.AddListsAsync();
        await firm.AddMailAsync();
        return true;
    });

    private async Task AddPeopleAsync()
    {
        Team[] teams = [new() { Name = "North", NameArabic = "الشمال" }, new() { Name = "South", NameArabic = "الجنوب" }];
        _db.Teams.AddRange(teams);
        await _db.SaveChangesAsync();
        foreach (var (index, (name, isActive, team)) in _people.Index())
        {
            var user = new User { UserName = $"person{index}@oasis.example", DisplayName = name, IsActive = isActive, Role = Role.Agent };
            user.Teams.Add(new() { TeamId = teams[team].Id });
            _users.Add(user);
        }

        _db.Users.AddRange(_users);
        await _db.SaveChangesAsync();
        for (var month = 1; month <= 12; month++)
            AddTarget(TargetPeriod.Month, new(2026, month, 1), TargetScope.Company, null, TargetMeasure.Amount, 3_000_000 + month * 50_000);
        AddTarget(TargetPeriod.Year, new(2026, 1, 1), TargetScope.Company, null, TargetMeasure.Count, 90);
        foreach (var team in teams)
            AddTarget(TargetPeriod.Quarter, new(2026, 10, 1), TargetScope.Team, team.Id, TargetMeasure.Amount, 6_000_000);
        foreach (var user in _users)
            AddTarget(TargetPeriod.Quarter, new(2026, 10, 1), TargetScope.Person, user.Id, TargetMeasure.Amount, 3_000_000);
        await _db.SaveChangesAsync();
    }

    private void AddTarget(TargetPeriod period, DateOnly from, TargetScope scope, long? id, TargetMeasure measure, decimal value) => _db.Targets.Add(new()
    {
        Period = period,
        StartsOn = from,
        Scope = scope,
        TeamId = scope == TargetScope.Team ? id : null,
        UserId = scope == TargetScope.Person ? id : null,
        ProductId = scope == TargetScope.Product ? id : null,
        Measure = measure,
        Value = value,
        Currency = measure == TargetMeasure.Amount ? "USD" : null,
        IdentityKey = Target.IdentityOf(period, from, scope, id, measure),
    });

    private async Task AddDealsAsync(int count)
    {
        Product[] products = [.. new[] { ("Villa", "فيلا", "Residence"), ("Apartment", "شقة", "Residence"), ("Office", "مكتب", "Business"), ("Warehouse", "مستودع", "Business") }
            .Select(one => new Product { Name = one.Item1, NameArabic = one.Item2, NameKey = one.Item1.ToLowerInvariant(), Brand = one.Item3, Currency = "USD" })];
        _db.Products.AddRange(products);
        Account[] accounts = [.. Enumerable.Range(1, 30).Select(i => new Account { Name = $"Account {i}", NameKey = $"account {i}" })];
        _db.Accounts.AddRange(accounts);
        for (var month = 1; month <= 11; month++)
            _db.Costs.Add(new() { SpentOn = new(2026, month, 5), Amount = 9_000 + month * 500, Currency = "USD", Category = month % 2 == 0 ? CostCategory.Sales : CostCategory.Marketing });
        LookupItem[] rivals = [.. new[] { "Gulf Homes", "Sky Estates", "دار العقار" }.Select(name => new LookupItem { Kind = LookupKind.Competitor, Name = name })];
        _db.LookupItems.AddRange(rivals);
        await _db.SaveChangesAsync();
        AddTarget(TargetPeriod.Month, new(2026, 11, 1), TargetScope.Product, products[0].Id, TargetMeasure.Amount, 900_000);

        var stages = await _db.Stages.OrderBy(stage => stage.Position).ToListAsync();
        var reasons = await _db.LookupItems.Where(item => item.Kind == LookupKind.LossReason).OrderBy(item => item.Id).ToListAsync();
        var sources = await _db.LookupItems.Where(item => item.Kind == LookupKind.Source).OrderBy(item => item.Id).ToListAsync();
        for (var i = 1; i <= count; i++)
        {
            var deal = Deal(i, stages, sources);
            deal.AccountId = accounts[i % accounts.Length].Id;
            deal.Lines.Add(new() { ProductId = products[_random.Next(products.Length)].Id, UnitPrice = deal.Amount });
            if (deal.Stage!.Kind == StageKind.Lost)
                Lose(deal, reasons, rivals);
            _deals.Add(deal);
        }

        _db.Deals.AddRange(_deals);
        await _db.SaveChangesAsync();
    }

    private Deal Deal(int number, List<Stage> stages, List<LookupItem> sources)
    {
        var opened = Today.AddDays(-_random.Next(3, 430));
        var owner = _random.Next(12) == 0 ? null : _users[_random.Next(_users.Count)];
        var deal = new Deal
        {
            Title = $"Deal {number}",
            Currency = "USD",
            PipelineId = stages[0].PipelineId,
            Amount = _random.Next(20) == 0 ? null : _random.Next(20, 900) * 1_000 + 0.5m,
            OpenedOn = opened,
            ExpectedCloseOn = Today.AddDays(_random.Next(-20, 120)),
            Owner = owner,
            TeamId = owner?.Teams[0].TeamId,
            SourceId = _random.Next(8) == 0 ? null : sources[_random.Next(sources.Count)].Id,
        };
        var day = opened;
        for (var step = 0; day <= Today && step < 3; day = day.AddDays(_random.Next(2, 45)))
            deal.MoveTo(stages[step++], Noon(day), day, null);
        if (deal.Moves.Count == 3 && day <= Today && _random.Next(6) > 0)
            Close(deal, stages, day);
        else if (_random.Next(12) == 0)
            deal.Track = _random.Next(2) == 0 ? DealTrack.OnHold : DealTrack.Cancelled;
        return deal;
    }

    private void Close(Deal deal, List<Stage> stages, DateOnly day)
    {
        var kind = _random.Next(5) < 3 ? StageKind.Won : StageKind.Lost;
        deal.MoveTo(stages.Find(stage => stage.Kind == kind)!, Noon(day), day, null);
    }

    private void Lose(Deal deal, List<LookupItem> reasons, LookupItem[] rivals)
    {
        deal.LossReasonId = _random.Next(6) == 0 ? null : reasons[_random.Next(reasons.Count)].Id;
        if (_random.Next(3) == 0)
            return;
        deal.CompetitorId = rivals[_random.Next(rivals.Length)].Id;
        deal.CompetitorPrice = deal.Amount * _random.Next(80, 105) / 100;
    }

    private async Task AddWorkAsync()
    {
        for (var i = 1; i <= 60; i++)
        {
            _contacts.Add(new()
            {
                DisplayName = $"Person {i}",
                Owner = _users[i % _users.Count],
                TeamId = _users[i % _users.Count].Teams[0].TeamId,
                LastContactedAt = i % 3 == 0 ? null : Noon(Today.AddDays(-i * 4)),
                NextActionOn = i % 5 == 0 ? Today.AddDays(3) : null,
            });
        }

        _db.Contacts.AddRange(_contacts);
        await _db.SaveChangesAsync();
        for (var i = 0; i < 500; i++)
        {
            var owner = _users[_random.Next(_users.Count)];
            var at = Noon(Today.AddDays(-_random.Next(0, 200)));
            var kind = (ActivityKind)_random.Next(5);
            var isDone = _random.Next(5) > 0;
            _db.Activities.Add(new() { Kind = kind, State = isDone ? ActivityState.Done : ActivityState.Open, DoneAt = isDone ? at : null, StartsAt = at, Owner = owner, TeamId = owner.Teams[0].TeamId, Subject = "Work" });
        }

        for (var i = 0; i < 70; i++)
        {
            var received = Noon(Today.AddDays(-_random.Next(1, 200)));
            _db.Leads.Add(new()
            {
                ContactId = _contacts[_random.Next(_contacts.Count)].Id,
                ReceivedAt = received,
                FirstResponseAt = _random.Next(5) == 0 ? null : received.AddMinutes(_random.Next(20, 4_000)),
                Owner = _users[_random.Next(_users.Count)],
            });
        }

        await _db.SaveChangesAsync();
    }

    private async Task AddListsAsync()
    {
        var campaign = new Campaign { Name = "Autumn", NameKey = "autumn", Currency = "USD" };
        _db.Campaigns.Add(campaign);
        await _db.SaveChangesAsync();
        foreach (var (index, contact) in _contacts.Index())
        {
            var at = Noon(Today.AddDays(-index * 7));
            _db.Consents.Add(Consent(contact, at, ConsentState.Given));
            if (index % 6 == 5)
                _db.Consents.Add(Consent(contact, at.AddDays(20) < Noon(Today) ? at.AddDays(20) : Noon(Today), ConsentState.Withdrawn));
            if (index % 11 == 10)
                _db.CampaignMembers.Add(new() { CampaignId = campaign.Id, ContactId = contact.Id, AddedAt = at, BouncedAt = at.AddDays(9) });
        }

        await _db.SaveChangesAsync();
    }

    private async Task AddMailAsync()
    {
        Mailbox[] mailboxes = [.. _users.Take(2).Select(user => new Mailbox { Address = user.UserName, DisplayName = user.DisplayName, OwnerId = user.Id, TeamId = user.Teams[0].TeamId })];
        _db.Mailboxes.AddRange(mailboxes);
        await _db.SaveChangesAsync();
        for (var i = 0; i < 120; i++)
        {
            var mailbox = mailboxes[_random.Next(mailboxes.Length)];
            var isSent = _random.Next(2) == 0;
            var message = new LoggedMessage
            {
                IdentityHash = $"hash{i}",
                KeptReason = "KnownContact",
                Direction = isSent ? MailDirection.Sent : MailDirection.Received,
                SentAt = Noon(Today.AddDays(-_random.Next(0, 100))),
            };
            message.Participants.Add(new() { Role = ParticipantRole.From, AddressKey = isSent ? mailbox.Address : "someone@else.example" });
            message.Copies.Add(new() { MailboxId = mailbox.Id, GraphId = $"graph{i}", OwnerId = mailbox.OwnerId, TeamId = mailbox.TeamId });
            _db.Messages.Add(message);
        }

        await _db.SaveChangesAsync();
    }

    private static ConsentRecord Consent(Contact contact, DateTimeOffset at, ConsentState state) =>
        new() { ContactId = contact.Id, Purpose = ConsentPurpose.Newsletter, Channel = ConsentChannel.Email, State = state, At = at, How = "web form" };

    private static DateTimeOffset Noon(DateOnly day) => new(day.ToDateTime(new(9, 0)), TimeSpan.Zero);
}
