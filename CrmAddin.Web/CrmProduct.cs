using CrmAddin.Core;
using CrmAddin.Core.Store;
using CrmAddin.Reports;
using CrmAddin.Web.Graph;
using CrmAddin.Web.Settings;

namespace CrmAddin.Web;

/// <summary>What the web host and every command share.</summary>
public static class CrmProduct
{
    /// <summary>Adds store, actions, reports and the mailboxes.</summary>
    public static IServiceCollection AddCrmProduct(this IServiceCollection services, CrmSettings settings, IConfiguration configuration, bool mayOmitGraphCredentials) => services
        .AddSingleton(settings)
        .AddSingleton(settings.Firm)
        .AddCrmStore(settings.Store)
        .AddCrmCore()
        .AddCrmReports()
        .AddGraphMail(configuration, mayOmitGraphCredentials);
}
