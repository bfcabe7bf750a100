using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Graph.Users.Item.TranslateExchangeIds;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Serialization;
using GraphFolder = Microsoft.Graph.Models.MailFolder;

namespace CrmAddin.Web.Graph;

/// <summary>Mailboxes over Microsoft Graph.</summary>
public sealed class GraphMailbox(GraphConnection connection, GraphSettings settings) : IMailbox
{
    private const int FoldersPerPage = 100;
    private const int MailsPerList = 1_000;

    private static readonly Dictionary<string, ParsableFactory<IParsable>> Refusals = new() { ["XXX"] = ODataError.CreateFromDiscriminatorValue };

    private static readonly string[] WellKnownFolders = ["inbox", "sentitems", "drafts", "deleteditems", "junkemail", "outbox", "conversationhistory", "syncissues", "scheduled"];

    /// <inheritdoc/>
    public string PageOptions { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{connection.BaseUrl}\n{string.Join(',', GraphMessages.Select)}\n{string.Join(',', GraphMessages.Expand)}")));

    /// <inheritdoc/>
    public async Task<Error?> CheckAsync(string mailbox, CancellationToken cancel)
    {
        var asked = await AskAsync<string>(mailbox, async graph =>
        {
            var inbox = await graph.Users[mailbox].MailFolders["inbox"].GetAsync(request => request.QueryParameters.Select = ["id"], cancel);
            return inbox?.Id ?? "";
        }, cancel);
        return asked.Error is MessageGone ? new MailboxUnknown(mailbox) : asked.Error;
    }

    /// <inheritdoc/>
    public Task<Result<List<MailboxFolder>>> ListFoldersAsync(string mailbox, CancellationToken cancel) => AskAsync<List<MailboxFolder>>(mailbox, async graph =>
    {
        var named = await Task.WhenAll(WellKnownFolders.Select(name => FindWellKnownAsync(graph, mailbox, name, cancel)));
        var names = named.Where(f => f.Id is not null).ToDictionary(f => f.Id!, f => f.Name);
        var folders = new List<MailboxFolder>();
        var parents = new Queue<string?>([null]);
        while (parents.TryDequeue(out var parent))
        {
            var listed = await ListFoldersInAsync(graph, mailbox, parent, cancel);
            if (!listed.Succeeded)
                return listed.Error;
            foreach (var folder in listed.Value.Where(f => f is not MailSearchFolder && f.IsHidden != true))
            {
                folders.Add(new MailboxFolder(folder.Id!, folder.DisplayName ?? folder.Id!, names.GetValueOrDefault(folder.Id!), folder.TotalItemCount ?? 0, parent));
                if (folder.ChildFolderCount > 0)
                    parents.Enqueue(folder.Id);
            }
        }
        return folders;
    }, cancel);

    /// <inheritdoc/>
    public Task<Result<MailboxPage>> ReadPageAsync(string mailbox, string folderId, string? cursor, CancellationToken cancel) => AskAsync<MailboxPage>(mailbox, async graph =>
    {
        if (cursor is not null && connection.ForeignHost(cursor) is { } foreign)
            return foreign;
        var delta = graph.Users[mailbox].MailFolders[folderId].Messages.Delta;
        // The options of the first call are baked into the cursor; headers hold for one request and are sent with each.
        var request = cursor is null
            ? delta.ToGetRequestInformation(r =>
            {
                r.QueryParameters.Select = GraphMessages.Select;
                r.QueryParameters.Expand = GraphMessages.Expand;
                Prefer(r.Headers, settings.PageSize);
            })
            : delta.WithUrl(cursor).ToGetRequestInformation(r => Prefer(r.Headers, settings.PageSize));
        try
        {
            return PageOf(await ReadAsync(graph, request, GraphMessages.ReadPage, cancel));
        }
        catch (ApiException e) when (GraphFailure.From(e, mailbox) is MessageGone)
        {
            return new FolderGone();
        }
        catch (ApiException e) when (cursor is not null && e.ResponseStatusCode == 400)
        {
            // The request is the server's own link: what it finds wrong with it is the token.
            return new CursorLost();
        }
    }, cancel);

    /// <inheritdoc/>
    public Task<Result<MailListPage>> ListMailsAsync(string mailbox, string folderId, DateTimeOffset? from, string? next, CancellationToken cancel) => AskAsync<MailListPage>(mailbox, async graph =>
    {
        if (next is not null && connection.ForeignHost(next) is { } foreign)
            return foreign;
        var messages = graph.Users[mailbox].MailFolders[folderId].Messages;
        var request = next is null
            ? messages.ToGetRequestInformation(r =>
            {
                r.QueryParameters.Select = GraphMessages.SelectIdentity;
                r.QueryParameters.Top = MailsPerList;
                r.QueryParameters.Orderby = ["receivedDateTime desc"];
                if (from is { } earliest)
                    r.QueryParameters.Filter = string.Create(CultureInfo.InvariantCulture, $"receivedDateTime ge {earliest.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
                Prefer(r.Headers);
            })
            : messages.WithUrl(next).ToGetRequestInformation(r => Prefer(r.Headers));
        var page = await ReadAsync(graph, request, GraphMessages.ReadPage, cancel);
        return page.NextLink is { } link && connection.ForeignHost(link) is { } elsewhere ? elsewhere : new MailListPage(page.Messages, page.NextLink);
    }, cancel);

    /// <inheritdoc/>
    public Task<Result<MailboxMessage>> ReadMessageAsync(string mailbox, string messageId, CancellationToken cancel) => AskAsync<MailboxMessage>(mailbox, async graph =>
    {
        var request = graph.Users[mailbox].Messages[messageId].ToGetRequestInformation(r =>
        {
            r.QueryParameters.Select = GraphMessages.Select;
            r.QueryParameters.Expand = GraphMessages.Expand;
            Prefer(r.Headers);
        });
        return await ReadAsync(graph, request, GraphMessages.ReadOne, cancel);
    }, cancel);

    /// <inheritdoc/>
    public Task<Result<MailboxMessage>> FindByMessageIdAsync(string mailbox, string internetMessageId, CancellationToken cancel) => AskAsync<MailboxMessage>(mailbox, async graph =>
    {
        var request = graph.Users[mailbox].Messages.ToGetRequestInformation(r =>
        {
            r.QueryParameters.Filter = $"internetMessageId eq '{internetMessageId.Replace("'", "''", StringComparison.Ordinal)}'";
            r.QueryParameters.Select = GraphMessages.Select;
            r.QueryParameters.Expand = GraphMessages.Expand;
            r.QueryParameters.Top = 1;
            Prefer(r.Headers);
        });
        return (await ReadAsync(graph, request, GraphMessages.ReadPage, cancel)).Messages is [var first, ..] ? first : new MessageGone();
    }, cancel);

    /// <inheritdoc/>
    public Task<Result<string>> ReadMimeAsync(string mailbox, string messageId, CancellationToken cancel) => AskAsync<string>(mailbox, async graph =>
    {
        await using var mime = await graph.Users[mailbox].Messages[messageId].Content.GetAsync(request => Prefer(request.Headers), cancel);
        using var reader = new StreamReader(mime!);
        return await reader.ReadToEndAsync(cancel);
    }, cancel);

    /// <inheritdoc/>
    public Task<Result<List<MailboxMessage>>> FindByAddressAsync(string mailbox, string folderId, string address, int limit, CancellationToken cancel) =>
        AskAsync<List<MailboxMessage>>(mailbox, async graph =>
        {
            // The filter sees a mail at once, the search index a little later but also among the recipients.
            var sent = await ListAsync(graph, mailbox, folderId, limit, query => query.Filter = $"from/emailAddress/address eq '{address.Replace("'", "''", StringComparison.Ordinal)}'", cancel);
            if (!sent.Succeeded)
                return sent.Error;
            var taken = await ListAsync(graph, mailbox, folderId, limit, query => query.Search = $"\"participants:{address.Replace("\"", "", StringComparison.Ordinal)}\"", cancel);
            if (!taken.Succeeded)
                return taken.Error;
            return sent.Value.Concat(taken.Value).DistinctBy(m => m.Id)
                .Where(m => DecideMail.ParticipantsOf(m).Contains(address))
                .OrderByDescending(m => m.SentAt).Take(limit).ToList();
        }, cancel);

    /// <inheritdoc/>
    public Task<Result<string>> TranslateEwsIdAsync(string mailbox, string ewsId, CancellationToken cancel) => AskAsync<string>(mailbox, async graph =>
    {
        var answer = await graph.Users[mailbox].TranslateExchangeIds.PostAsTranslateExchangeIdsPostResponseAsync(new TranslateExchangeIdsPostRequestBody
        {
            InputIds = [ewsId],
            SourceIdType = ExchangeIdFormat.EwsId,
            TargetIdType = ExchangeIdFormat.RestImmutableEntryId,
        }, cancellationToken: cancel);
        return answer?.Value is [{ TargetId: { Length: > 0 } id, ErrorDetails: null or { Code: null } }] ? id : new MessageGone();
    }, cancel);

    private async Task<Result<List<MailboxMessage>>> ListAsync(
        GraphServiceClient graph, string mailbox, string folderId, int limit,
        Action<Microsoft.Graph.Users.Item.MailFolders.Item.Messages.MessagesRequestBuilder.MessagesRequestBuilderGetQueryParameters> choose, CancellationToken cancel)
    {
        var found = new List<MailboxMessage>();
        var messages = graph.Users[mailbox].MailFolders[folderId].Messages;
        var request = messages.ToGetRequestInformation(r =>
        {
            choose(r.QueryParameters);
            r.QueryParameters.Select = GraphMessages.Select;
            r.QueryParameters.Expand = GraphMessages.Expand;
            r.QueryParameters.Top = Math.Min(limit, settings.PageSize);
            Prefer(r.Headers);
        });
        while (true)
        {
            var page = await ReadAsync(graph, request, GraphMessages.ReadPage, cancel);
            found.AddRange(page.Messages);
            if (found.Count >= limit || page.NextLink is not { } next)
                return found;
            if (connection.ForeignHost(next) is { } foreign)
                return foreign;
            request = messages.WithUrl(next).ToGetRequestInformation(r => Prefer(r.Headers));
        }
    }

    private async Task<Result<List<GraphFolder>>> ListFoldersInAsync(GraphServiceClient graph, string mailbox, string? parent, CancellationToken cancel)
    {
        string[] wanted = ["id", "displayName", "childFolderCount", "totalItemCount", "isHidden"];
        var top = graph.Users[mailbox].MailFolders;
        var page = parent is null
            ? await top.GetAsync(r => (r.QueryParameters.Top, r.QueryParameters.Select) = (FoldersPerPage, wanted), cancel)
            : await top[parent].ChildFolders.GetAsync(r => (r.QueryParameters.Top, r.QueryParameters.Select) = (FoldersPerPage, wanted), cancel);
        var found = new List<GraphFolder>();
        while (page?.Value is { } some)
        {
            found.AddRange(some);
            if (page.OdataNextLink is not { } next)
                break;
            if (connection.ForeignHost(next) is { } foreign)
                return foreign;
            page = await top.WithUrl(next).GetAsync(cancellationToken: cancel);
        }
        return found;
    }

    private static async Task<(string? Id, string Name)> FindWellKnownAsync(GraphServiceClient graph, string mailbox, string name, CancellationToken cancel)
    {
        try
        {
            var folder = await graph.Users[mailbox].MailFolders[name].GetAsync(request => request.QueryParameters.Select = ["id"], cancel);
            return (folder?.Id, name);
        }
        catch (ApiException e) when (GraphFailure.From(e, mailbox) is MessageGone)
        {
            return (null, name);
        }
    }

    private Result<MailboxPage> PageOf(GraphMessagePage page)
    {
        var cursor = page.NextLink ?? page.DeltaLink;
        if (cursor is null)
            return new MailServerAnswersNoJson(connection.BaseUrl);
        if (connection.ForeignHost(cursor) is { } foreign)
            return foreign;
        return new MailboxPage(page.Messages, page.RemovedIds, cursor, page.DeltaLink is not null);
    }

    private static async Task<T> ReadAsync<T>(GraphServiceClient graph, RequestInformation request, ReadJson<T> read, CancellationToken cancel)
    {
        await using var answer = await graph.RequestAdapter.SendPrimitiveAsync<Stream>(request, Refusals, cancel)
            ?? throw new JsonException("The answer is empty.");
        var bytes = ArrayPool<byte>.Shared.Rent((int)Math.Max(answer.Length - answer.Position, 1));
        try
        {
            return read(bytes.AsSpan(0, await answer.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private delegate T ReadJson<out T>(ReadOnlySpan<byte> json);

    private static void Prefer(RequestHeaders headers, int? pageSize = null) => headers.Prefer(pageSize, "outlook.body-content-type=\"text\"");

    private Task<Result<T>> AskAsync<T>(string mailbox, Func<GraphServiceClient, Task<Result<T>>> ask, CancellationToken cancel) =>
        GraphQuestion.AskAsync(connection, e => GraphFailure.From(e, mailbox), ask, cancel);
}
