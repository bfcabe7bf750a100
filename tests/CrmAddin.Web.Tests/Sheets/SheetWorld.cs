using System.Net.Http.Json;
using System.Text.Json;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Sheets;

/// <summary>A host with a pipeline, two people of different teams, and what they send from Excel.</summary>
public sealed class SheetWorld : IAsyncLifetime
{
    private long _pipeline;
    private readonly Dictionary<string, long> _stages = [];

    public RunningCrm Crm { get; private set; } = null!;

    public HttpClient Ann { get; private set; } = null!;

    public HttpClient Bob { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Crm = await RunningCrm.StartAsync();
        await Crm.AddUserAsync("ann@firm.example", Role.Manager);
        await Crm.AddUserAsync("bob@firm.example", Role.Manager);
        (Ann, Bob) = (await Crm.PaneAsync("ann@firm.example"), await Crm.PaneAsync("bob@firm.example"));
        await UseAsync(async db =>
        {
            var pipeline = new Pipeline { Name = "Houses", NameKey = "houses" };
            (string Name, StageKind Kind, decimal Chance)[] stages = [("Lead", StageKind.Open, 0.2m), ("Proposal", StageKind.Open, 0.6m), ("Won", StageKind.Won, 1m), ("Lost", StageKind.Lost, 0m)];
            foreach (var (at, stage) in stages.Index())
                pipeline.Stages.Add(new Stage { Name = stage.Name, NameKey = stage.Name.ToLowerInvariant(), Position = at, Kind = stage.Kind, Probability = stage.Chance });
            db.Pipelines.Add(pipeline);
            await db.SaveChangesAsync();
            _pipeline = pipeline.Id;
            foreach (var stage in pipeline.Stages)
                _stages[stage.Name] = stage.Id;
            return 0;
        });
    }

    /// <summary>A deal of a user's team.</summary>
    public Task<long> AddDealAsync(string userName, string title, decimal? amount, string stage = "Lead", DateOnly? closedOn = null) => UseAsync(async db =>
    {
        var user = await db.Users.Include(u => u.Teams).FirstAsync(u => u.UserName == userName);
        var deal = new Deal
        {
            Title = title,
            PipelineId = _pipeline,
            StageId = _stages[stage],
            Amount = amount,
            Currency = "USD",
            OwnerId = user.Id,
            TeamId = user.Teams[0].TeamId,
            ClosedOn = closedOn,
        };
        db.Deals.Add(deal);
        await db.SaveChangesAsync();
        return deal.Id;
    });

    /// <summary>A contact of a user's team.</summary>
    public Task<long> AddContactAsync(string userName, string name) => UseAsync(async db =>
    {
        var user = await db.Users.Include(u => u.Teams).FirstAsync(u => u.UserName == userName);
        var contact = new Contact { DisplayName = name, Status = ContactStatus.Active, OwnerId = user.Id, TeamId = user.Teams[0].TeamId };
        db.Contacts.Add(contact);
        await db.SaveChangesAsync();
        return contact.Id;
    });

    /// <summary>A field of the firm's own.</summary>
    public Task<CustomField> AddFieldAsync(FieldEntity entity, CustomFieldKind kind, string name, string? nameArabic = null, params (string Name, string Arabic)[] choices) => UseAsync(async db =>
    {
        var position = await db.CustomFields.CountAsync();
        var field = new CustomField { Entity = entity, Kind = kind, Key = SaveCustomField.KeyOf(name), Name = name, NameArabic = nameArabic, Position = position };
        foreach (var (at, choice) in choices.Index())
            field.Choices.Add(new CustomFieldChoice { Name = choice.Name, NameArabic = choice.Arabic, Position = at });
        db.CustomFields.Add(field);
        await db.SaveChangesAsync();
        return field;
    });

    public async Task<T> UseAsync<T>(Func<CrmDb, Task<T>> use)
    {
        T value = default!;
        await Crm.UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            db.Begin(ChangeOrigin.Setup, "test");
            value = await use(db);
        });
        return value;
    }

    public Task<Deal> DealAsync(long id) => UseAsync(db => db.Deals.AsNoTracking().Include(d => d.Stage).Include(d => d.Moves).FirstAsync(d => d.Id == id));

    /// <summary>Sends one row back: column, what the sheet was given, what stands there now.</summary>
    public static Task<JsonElement> SendAsync(HttpClient who, string sheet, long? id, params (string Column, object? Given, object? Mine)[] cells) =>
        PostAsync(who, $"/panes/excel/sheets/{sheet}/changes", new { rows = new[] { new { id, cells = cells.Select(c => new { column = c.Column, given = c.Given, mine = c.Mine }) } } });

    public static async Task<JsonElement> PostAsync(HttpClient who, string path, object body)
    {
        using var answer = await who.PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonDocument.Parse(text).RootElement;
    }

    public async Task DisposeAsync() => await Crm.DisposeAsync();
}
