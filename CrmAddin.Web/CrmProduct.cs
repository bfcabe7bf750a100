using CrmAddin.Core;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Store;
using CrmAddin.Reports;
using CrmAddin.Web.Checks;
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
        .AddSingleton(PrivacyOf(settings, configuration))
        .AddCrmStore(settings.Store)
        .AddCrmCore()
        .AddCrmReports()
        .AddGraphMail(configuration, mayOmitGraphCredentials)
        .AddHttpClient()
        .AddCrmChecks();

    private static PrivacySettings PrivacyOf(CrmSettings settings, IConfiguration configuration)
    {
        var privacy = new PrivacySettings
        {
            HashKeyFile = Path.Combine(settings.KeysFolder, "person-hash.key"),
            ErasuresFile = Path.Combine(settings.KeysFolder, "erasures.jsonl"),
            RejectsFolder = settings.RejectsFolder,
        };
        configuration.GetSection("Crm:Privacy").Bind(privacy);
        return privacy;
    }
}
