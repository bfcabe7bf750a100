using System.CommandLine;
using CrmAddin.Web.Commands;

var crm = new RootCommand("CRM add-in for Outlook and Excel.")
{
    ServeCommand.Create(),
    MigrateCommand.Create(),
    ExtractCommand.Create(),
    ImportCommand.Create(),
    ContactsCommand.Create(),
    DuplicatesCommand.Create(),
    LoadDealsCommand.Create(),
    ExportCommand.Create(),
    ReportCommand.Create(),
    SyncCommand.Create(),
    PasswordCommand.Create(),
    AuditCommand.Create(),
    DoctorCommand.Create(),
};

foreach (var load in LoadCommands.Create())
    crm.Add(load);

var call = crm.Parse(args);
if (call.Errors.Count > 0)
{
    foreach (var error in call.Errors)
        Console.Error.WriteLine($"crm: {error.Message}");
    Console.Error.WriteLine("crm: see --help.");
    return CommandOutput.WrongCall;
}
return await call.InvokeAsync();
