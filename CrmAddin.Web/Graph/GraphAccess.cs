using CrmAddin.Core.Results;

namespace CrmAddin.Web.Graph;

/// <summary>Asks what the application may do, without doing it.</summary>
public sealed class GraphAccess(GraphConnection connection)
{
    /// <summary>Why a mailbox cannot be read; null when it can.</summary>
    public async Task<Error?> ReadAsync(string mailbox, CancellationToken cancel) =>
        (await GraphQuestion.AskAsync<bool>(connection, e => GraphFailure.From(e, mailbox), async graph =>
        {
            await graph.Users[mailbox].MailFolders["inbox"].Messages.GetAsync(request =>
            {
                request.QueryParameters.Top = 1;
                request.QueryParameters.Select = ["id"];
            }, cancel);
            return true;
        }, cancel)).Error;
}
