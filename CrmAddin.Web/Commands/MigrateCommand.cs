using System.CommandLine;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;

namespace CrmAddin.Web.Commands;

/// <summary><c>crm migrate</c>: brings the store to the current schema.</summary>
public static class MigrateCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("migrate", "Brings the store to the current schema.") { JsonOption.Create() };
        command.SetAction((_, cancel) => CommandHost.RunWithoutPreparingAsync(async services =>
        {
            var migrated = await services.GetRequiredService<MigrateStore>().RunAsync(cancel);
            if (!migrated.Succeeded)
                return CommandOutput.Fail(migrated.Error);
            services.GetRequiredService<CrmDb>().ReadAs(Reader.System);
            await services.GetRequiredService<ShippedLists>().RunAsync(cancel);
            await services.GetRequiredService<LevelContacts>().RunAsync(cancel);
            CommandOutput.WriteJson(migrated.Value);
            return CommandOutput.Done;
        }));
        return command;
    }
}
