using System.Globalization;
using System.Net;
using CrmAddin.Core.Contacts.Outlook;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Kiota.Abstractions;
using GraphContact = Microsoft.Graph.Models.Contact;

namespace CrmAddin.Web.Graph;

/// <summary>Contacts of mailboxes over Microsoft Graph.</summary>
public sealed class GraphOutlookContacts(GraphConnection connection, GraphSettings settings) : IOutlookContacts
{
    /// <summary>Name of our folder.</summary>
    public const string FolderName = "CRM";

    private const int FoldersPerPage = 100;

    /// <inheritdoc/>
    public Task<Result<string>> FindOrMakeFolderAsync(string mailbox, CancellationToken cancel) => AskAsync<string>(mailbox, async graph =>
    {
        var folders = graph.Users[mailbox].ContactFolders;
        if (await FindFolderAsync(folders, cancel) is { } known)
            return known;
        try
        {
            var made = await folders.PostAsync(new ContactFolder { DisplayName = FolderName }, cancellationToken: cancel);
            return made!.Id!;
        }
        catch (ApiException e) when (e.ResponseStatusCode is 409 or >= 500)
        {
            // The answer may have been lost after the folder was made, or another host was quicker: it is looked for before anybody makes a second one.
            return await FindFolderAsync(folders, cancel) is { } there ? there : GraphFailure.From(e, mailbox);
        }
    }, cancel);

    /// <inheritdoc/>
    public Task<Result<HeldCard?>> FindAsync(string mailbox, string folderId, long crmId, CancellationToken cancel) => AskAsync<HeldCard?>(mailbox, async graph =>
    {
        var found = await graph.Users[mailbox].ContactFolders[folderId].Contacts.GetAsync(request =>
        {
            request.QueryParameters.Filter = string.Create(
                CultureInfo.InvariantCulture, $"singleValueExtendedProperties/Any(ep: ep/id eq '{GraphCards.CrmId}' and ep/value eq '{crmId}')");
            request.QueryParameters.Select = GraphCards.Select;
            request.Headers.Prefer();
        }, cancel);
        return found?.Value is [{ } card, ..] ? GraphCards.From(card) with { CrmId = crmId } : null;
    }, cancel);

    /// <inheritdoc/>
    public Task<Result<HeldCard>> ReadAsync(string mailbox, string folderId, string graphId, CancellationToken cancel) => AskAsync<HeldCard>(mailbox, async graph =>
    {
        var card = await graph.Users[mailbox].Contacts[graphId].GetAsync(request =>
        {
            request.QueryParameters.Select = GraphCards.Select;
            request.QueryParameters.Expand = GraphCards.Expand;
            request.Headers.Prefer();
        }, cancel);
        // A card that was moved answers to its id all the same.
        return card!.ParentFolderId == folderId ? GraphCards.From(card) : new CardGone();
    }, cancel);

    /// <inheritdoc/>
    public Task<Result<CardPage>> ReadPageAsync(string mailbox, string folderId, string? cursor, CancellationToken cancel) => AskAsync<CardPage>(mailbox, async graph =>
    {
        if (cursor is not null && connection.ForeignHost(cursor) is { } foreign)
            return foreign;
        var delta = graph.Users[mailbox].ContactFolders[folderId].Contacts.Delta;
        // Headers hold for one request and are sent with each.
        var answer = cursor is null
            ? await delta.GetAsDeltaGetResponseAsync(request =>
            {
                request.QueryParameters.Select = GraphCards.Select;
                request.Headers.Prefer(settings.PageSize);
            }, cancel)
            : await delta.WithUrl(cursor).GetAsDeltaGetResponseAsync(request => request.Headers.Prefer(settings.PageSize), cancel);
        var next = answer!.OdataNextLink ?? answer.OdataDeltaLink;
        if (next is null)
            return new MailServerAnswersNoJson(connection.BaseUrl);
        if (connection.ForeignHost(next) is { } leading)
            return leading;
        var cards = answer.Value ?? [];
        return new CardPage(
            [.. cards.Where(c => !GraphCards.IsRemoved(c)).Select(GraphCards.From)],
            [.. cards.Where(GraphCards.IsRemoved).Select(c => c.Id!).Distinct()],
            next, answer.OdataDeltaLink is not null);
    }, cancel);

    /// <inheritdoc/>
    public Task<Result<IReadOnlyList<CardAnswer>>> WriteAsync(string mailbox, string folderId, IReadOnlyList<CardWrite> writes, CancellationToken cancel) =>
        AskAsync<IReadOnlyList<CardAnswer>>(mailbox, async graph =>
        {
            var batch = new BatchRequestContentCollection(graph, IOutlookContacts.MostWrites);
            var steps = new List<string>();
            foreach (var write in writes)
                steps.Add(await batch.AddBatchRequestStepAsync(RequestOf(graph, mailbox, folderId, write)));
            var answer = await graph.Batch.PostAsync(batch, cancel);
            var statuses = await answer.GetResponsesStatusCodesAsync();
            var answers = new List<CardAnswer>();
            for (var i = 0; i < writes.Count; i++)
                answers.Add(await AnswerAsync(answer, steps[i], statuses, writes[i], mailbox));
            return answers;
        }, cancel);

    private static RequestInformation RequestOf(GraphServiceClient graph, string mailbox, string folderId, CardWrite write)
    {
        if (write.GraphId is null)
            return graph.Users[mailbox].ContactFolders[folderId].Contacts.ToPostRequestInformation(GraphCards.ToGraph(write), request => request.Headers.Prefer());
        var card = graph.Users[mailbox].Contacts[write.GraphId];
        return write.Card is null
            ? card.ToDeleteRequestInformation(request => request.Headers.Prefer())
            : card.ToPatchRequestInformation(GraphCards.ToGraph(write), request => request.Headers.Prefer());
    }

    private static async Task<CardAnswer> AnswerAsync(
        BatchResponseContentCollection answer, string step, Dictionary<string, HttpStatusCode> statuses, CardWrite write, string mailbox)
    {
        var isMade = write.GraphId is null;
        if (!statuses.TryGetValue(step, out var status))
            return new CardAnswer(isMade ? CardOutcome.Unknown : CardOutcome.NotDone, null);
        switch ((int)status)
        {
            case >= 200 and < 300 when write.Card is null:
                return new CardAnswer(CardOutcome.Done, null);
            case >= 200 and < 300:
                return new CardAnswer(CardOutcome.Done, GraphCards.From(await answer.GetResponseByIdAsync<GraphContact>(step)) with { CrmId = write.CrmId });
            case 404 when !isMade:
                return new CardAnswer(CardOutcome.Gone, null);
            case 429:
                return new CardAnswer(CardOutcome.NotDone, null);
            case >= 500:
                return new CardAnswer(isMade ? CardOutcome.Unknown : CardOutcome.NotDone, null);
            case 403:
                return new CardAnswer(CardOutcome.NotDone, null) { Refusal = new OutlookContactsDenied(mailbox) };
            case 404:
                return new CardAnswer(CardOutcome.NotDone, null) { Refusal = new CardGone() };
            default:
                return new CardAnswer(CardOutcome.NotDone, null) { Refusal = new MailServerRefused((int)status, status.ToString()) };
        }
    }

    private static async Task<string?> FindFolderAsync(Microsoft.Graph.Users.Item.ContactFolders.ContactFoldersRequestBuilder folders, CancellationToken cancel)
    {
        var page = await folders.GetAsync(request =>
        {
            request.QueryParameters.Top = FoldersPerPage;
            request.QueryParameters.Select = ["id", "displayName"];
        }, cancel);
        return page?.Value?.Find(f => f.DisplayName == FolderName)?.Id;
    }

    private Task<Result<T>> AskAsync<T>(string mailbox, Func<GraphServiceClient, Task<Result<T>>> ask, CancellationToken cancel) =>
        GraphQuestion.AskAsync(connection, e => GraphFailure.From(e, mailbox) switch
        {
            MessageGone => new CardGone(),
            MailboxDenied => new OutlookContactsDenied(mailbox),
            var other => other,
        }, ask, cancel);
}
