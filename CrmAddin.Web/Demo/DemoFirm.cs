using System.Globalization;
using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Consent;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Products;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Demo;

/// <summary>Writes the sample firm into an empty store: people, firms, deals with their history, users and mailboxes; the same each time.</summary>
public sealed class DemoFirm(CrmDb db, FirmSettings firm)
{
    /// <summary>What the change set of the sample firm is about.</summary>
    public const string About = "sample firm";

    /// <summary>Domain of the sample firm.</summary>
    public const string Domain = "oasis.example";

    private const int AccountCount = 60;
    private const int ContactCount = 320;
    private const int TwinCount = 6;
    private const int DealCount = 150;

    private static readonly (string Name, string Arabic, string Local, Role Role, int Team)[] People =
    [
        ("Layla Haddad", "ليلى حداد", "layla.haddad", Role.Administrator, 0),
        ("Omar Al-Harbi", "عمر الحربي", "omar.alharbi", Role.Manager, 0),
        ("Sara Mitchell", "سارة ميتشل", "sara.mitchell", Role.Agent, 1),
    ];

    // A fixed seed: the firm is the same on every machine.
    private readonly Random _random = new(20_26);
    private readonly LevelRule _levels = new(firm.Figures);
    private DateTimeOffset _now;
    private List<User> _users = [];
    private List<LookupItem> _lookups = [];

    /// <summary>Writes the firm in one transaction; does nothing where it is there already.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        if (await db.ChangeSets.AnyAsync(s => s.About == About, cancel))
            return;
        _now = db.Now;
        await using var write = await db.BeginWriteAsync(cancel);
        db.Begin(ChangeOrigin.Setup, "set-up", About);
        _lookups = await db.LookupItems.ToListAsync(cancel);
        await AddUsersAsync(cancel);
        var accounts = AddAccounts();
        var contacts = AddContacts(accounts);
        var products = AddProducts();
        await db.SaveChangesAsync(cancel);
        var deals = await AddDealsAsync(accounts, contacts, products, cancel);
        await db.SaveChangesAsync(cancel);
        AddSales(new DemoWorld(_now, _users, accounts, contacts, products, deals, _lookups));
        await db.SaveChangesAsync(cancel);
        await write.CommitAsync(cancel);
        db.ChangeTracker.Clear();
    }

    private void AddSales(DemoWorld world)
    {
        var campaigns = DemoCampaigns.Add(db, world);
        DemoLeads.Add(db, world, campaigns);
        DemoPurchases.Add(db, world);
        DemoTargets.Add(db, world);
        DemoActivities.Add(db, world);
    }

    private async Task AddUsersAsync(CancellationToken cancel)
    {
        var teams = new[] { new Team { Name = "Riyadh", NameArabic = "الرياض" }, new Team { Name = "Jeddah", NameArabic = "جدة" } };
        db.Teams.AddRange(teams);
        await db.SaveChangesAsync(cancel);
        foreach (var person in People)
        {
            var user = new User { UserName = $"{person.Local}@{Domain}", DisplayName = person.Name, Role = person.Role };
            user.Teams.Add(new TeamMember { TeamId = teams[person.Team].Id });
            db.Users.Add(user);
            _users.Add(user);
        }
        await db.SaveChangesAsync(cancel);
        db.Mailboxes.AddRange(_users.Select(u => new Mailbox { Address = u.UserName, DisplayName = u.DisplayName, OwnerId = u.Id, TeamId = u.Teams[0].TeamId }));
    }

    private List<Account> AddAccounts()
    {
        var accounts = new List<Account>();
        for (var i = 0; i < AccountCount; i++)
        {
            var first = DemoNames.FirmFirst[i % DemoNames.FirmFirst.Length];
            var second = DemoNames.FirmSecond[i / DemoNames.FirmFirst.Length];
            var owner = OwnerOf(i);
            var account = new Account
            {
                Name = $"{first.Latin} {second.Latin}",
                NameOtherScript = $"{first.Arabic} {second.Arabic}",
                Industry = Lookup(LookupKind.Industry, second.Industry),
                Employees = 10 * _random.Next(1, 80),
                City = DemoNames.Cities[i % DemoNames.Cities.Length].Latin,
                Country = "SA",
                OwnerId = owner.Id,
                TeamId = owner.Teams[0].TeamId,
            };
            account.Website = $"www.{DomainOf(account)}";
            account.Domains.Add(new AccountDomain { Domain = DomainOf(account) });
            accounts.Add(account);
        }
        db.Accounts.AddRange(accounts);
        return accounts;
    }

    private List<Contact> AddContacts(List<Account> accounts)
    {
        var contacts = new List<Contact>();
        var tags = DemoDetails.NewTags();
        db.LookupItems.AddRange(tags);
        for (var i = 0; i < ContactCount; i++)
        {
            var contact = i % 2 == 0 ? ArabicContact(i / 2) : EnglishContact(i / 2);
            var account = accounts[i % AccountCount];
            contact.Account = account;
            contact.OwnerId = account.OwnerId;
            contact.TeamId = account.TeamId;
            contact.OriginKey = string.Create(CultureInfo.InvariantCulture, $"id:demo-{i + 1}");
            AddReachability(contact, account, i);
            AddStanding(contact, i);
            AddConsent(contact, i);
            DemoDetails.Add(contact, tags, Day(_now), i);
            contacts.Add(contact);
        }
        for (var i = 1; i <= TwinCount; i++)
            DemoDetails.MakeTwin(contacts[^i], contacts[i * 2]);
        db.Contacts.AddRange(contacts);
        return contacts;
    }

    private static Contact ArabicContact(int i)
    {
        var given = DemoNames.ArabicGiven[i % DemoNames.ArabicGiven.Length];
        var family = DemoNames.ArabicFamily[i % DemoNames.ArabicFamily.Length];
        return new Contact
        {
            GivenName = given.Arabic,
            FamilyName = family.Arabic,
            DisplayName = $"{given.Arabic} {family.Arabic}",
            NameOtherScript = $"{given.Latin} {family.Latin}",
            JobTitle = DemoNames.Titles[i % DemoNames.Titles.Length].Arabic,
            Language = "ar",
        };
    }

    private static Contact EnglishContact(int i)
    {
        var given = DemoNames.EnglishGiven[i % DemoNames.EnglishGiven.Length];
        var family = DemoNames.EnglishFamily[i % DemoNames.EnglishFamily.Length];
        return new Contact
        {
            GivenName = given,
            FamilyName = family,
            DisplayName = $"{given} {family}",
            JobTitle = DemoNames.Titles[i % DemoNames.Titles.Length].Latin,
            Language = "en",
        };
    }

    private static void AddReachability(Contact contact, Account account, int i)
    {
        var latin = (contact.NameOtherScript ?? contact.DisplayName).ToLowerInvariant().Replace(' ', '.').Replace("al-", "al", StringComparison.Ordinal);
        if (i % 23 != 7)
        {
            var email = ContactEmail.From($"{latin}@{DomainOf(account)}", isPrimary: true);
            email.State = i % 31 == 5 ? EmailState.Bounced : EmailState.Ok;
            contact.Emails.Add(email);
        }
        var mobile = string.Create(CultureInfo.InvariantCulture, $"05{i % 9 + 0}{1_000_000 + (i * 7_919) % 8_999_999:0000000}");
        contact.Phones.Add(new ContactPhone { Raw = mobile, E164 = "+966" + mobile[1..], Kind = PhoneKind.Mobile, IsPrimary = true });
        var city = DemoNames.Cities[i % DemoNames.Cities.Length];
        if (i % 3 != 0)
            contact.Addresses.Add(new PostalAddress { City = contact.Language == "ar" ? city.Arabic : city.Latin, Country = contact.Language == "ar" ? "السعودية" : "Saudi Arabia" });
    }

    private void AddStanding(Contact contact, int i)
    {
        contact.Source = Lookup(LookupKind.Source, ["Trade fair", "Web site", "Referral", "Social media", "Portal", "Walk-in"], i);
        contact.Status = i % 3 == 0 ? ContactStatus.Active : ContactStatus.Potential;
        contact.Score(_random.Next(1, 11), _random.Next(1, 11), _random.Next(1, 11), _levels);
        contact.DoNotContact = i % 37 == 3;
        contact.Lookups.Add(new ContactLookup { LookupItem = Lookup(LookupKind.Group, ["Customers", "Leads", "Mets", "Haven't-Mets", "Partners"], i / 2) });
        if (i % 11 == 0)
            contact.Lookups.Add(new ContactLookup { LookupItem = Lookup(LookupKind.Group, "Inner circle") });
        if (i % 4 != 0)
            contact.Lookups.Add(new ContactLookup { LookupItem = Lookup(LookupKind.ContactType, ["Buyer", "Seller", "Investor", "Vendor"], i) });
    }

    private void AddConsent(Contact contact, int i)
    {
        if (i % 5 is 0 or 4)
            return;
        contact.Consents.Add(Statement(ConsentState.Given, 30 + i * 7 % 640, i % 2 == 0 ? "web form" : "trade fair"));
        if (i % 13 == 2)
            contact.Consents.Add(Statement(ConsentState.Withdrawn, i % 29, "unsubscribe link"));
    }

    private ConsentRecord Statement(ConsentState state, int daysAgo, string how) => new()
    {
        Purpose = ConsentPurpose.Marketing,
        Channel = ConsentChannel.Email,
        State = state,
        At = _now.AddDays(-daysAgo),
        How = how,
    };

    private List<Product> AddProducts()
    {
        var products = DemoNames.Products
            .Select(p => new Product { Name = p.Name, NameArabic = p.Arabic, NameKey = SearchText.Compact(p.Name), Category = p.Category, ListPrice = p.Price, UnitCost = Math.Round(p.Price * 0.58m), Margin = 0.42m, Brand = p.Category is "Desks" or "Storage" ? "Oasis" : "Najd", Currency = DemoWorld.Currency })
            .ToList();
        db.AddRange(products);
        return products;
    }

    private async Task<List<Deal>> AddDealsAsync(List<Account> accounts, List<Contact> contacts, List<Product> products, CancellationToken cancel)
    {
        var pipeline = await db.Pipelines.Include(p => p.Stages).FirstAsync(p => p.IsDefault, cancel);
        var stages = pipeline.Stages.OrderBy(s => s.Position).ToList();
        var reasons = _lookups.FindAll(l => l.Kind == LookupKind.LossReason);
        var deals = new List<Deal>();
        for (var i = 0; i < DealCount; i++)
        {
            var account = accounts[((i * 7) + (i / 3)) % AccountCount];
            var person = contacts.First(c => c.Account == account);
            var product = products[(i + (i / 3)) % products.Count];
            var quantity = _random.Next(1, 9);
            var arabic = i % 2 == 0;
            var deal = new Deal
            {
                Title = arabic ? $"{product.NameArabic} – {account.NameOtherScript}" : $"{product.Name} for {account.Name}",
                Account = account,
                Pipeline = pipeline,
                Currency = DemoWorld.Currency,
                Amount = product.ListPrice!.Value * quantity,
                Source = person.Source,
                OwnerId = account.OwnerId,
                TeamId = account.TeamId,
                Kind = (DealKind)(i % 4),
            };
            deal.Lines.Add(new DealLine { Product = product, Quantity = quantity, UnitPrice = product.ListPrice });
            deal.Contacts.Add(new DealContact { Contact = person, Role = "decides" });
            Walk(deal, stages, reasons, i);
            deals.Add(deal);
        }
        db.Deals.AddRange(deals);
        return deals;
    }

    /// <summary>Leads a deal through its stages up to today: two thirds are closed, the others stand somewhere on the way.</summary>
    private void Walk(Deal deal, List<Stage> stages, List<LookupItem> reasons, int i)
    {
        var isClosed = i % 3 != 2;
        var age = isClosed ? 60 + (i * 11) % 420 : 5 + (i * 3) % 110;
        var at = _now.AddDays(-age);
        deal.OpenedOn = Day(at);
        var steps = isClosed ? 3 : 1 + (i / 3 % 3);
        for (var step = 0; step < steps; step++)
        {
            deal.MoveTo(stages[step], at, Day(at), deal.OwnerId);
            at = at.AddDays(4 + _random.Next(0, isClosed ? 14 : Math.Max(1, age / 4)));
        }
        if (isClosed)
        {
            var isWon = i % 5 is not (1 or 3);
            deal.MoveTo(stages[isWon ? 3 : 4], at, Day(at), deal.OwnerId);
            deal.ExpectedCloseOn = Day(at.AddDays(-_random.Next(-6, 12)));
            deal.LossReason = isWon ? null : reasons[i % reasons.Count];
            return;
        }
        deal.ExpectedCloseOn = Day(_now.AddDays(-12 + (i * 5) % 150));
        if (i / 3 % 2 == 0)
            Slip(deal);
        if (i / 3 % 8 == 1)
            deal.Track = DealTrack.OnHold;
    }

    private void Slip(Deal deal)
    {
        var before = deal.ExpectedCloseOn!.Value.AddDays(-30);
        deal.Moves.Add(new DealMove
        {
            Kind = DealMoveKind.ExpectedClose,
            At = _now.AddDays(-3),
            ByUserId = deal.OwnerId,
            FromExpectedCloseOn = before,
            ToExpectedCloseOn = deal.ExpectedCloseOn,
        });
    }

    private User OwnerOf(int i) => _users[i % _users.Count];

    private LookupItem Lookup(LookupKind kind, string name) => _lookups.First(l => l.Kind == kind && l.Name == name);

    private LookupItem Lookup(LookupKind kind, string[] names, int i) => Lookup(kind, names[i % names.Length]);

    private static string DomainOf(Account account) => account.Name.ToLowerInvariant().Replace(" ", "", StringComparison.Ordinal) + ".example";

    private static DateOnly Day(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime);
}
