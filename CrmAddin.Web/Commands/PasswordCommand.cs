using System.CommandLine;
using CrmAddin.Web.SignIn;
using Microsoft.AspNetCore.Identity;

namespace CrmAddin.Web.Commands;

/// <summary><c>crm password</c>: gives a user a new password, read from standard input, so that nobody stays locked out.</summary>
public static class PasswordCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var user = new Argument<string>("user") { Description = "User name." };
        var command = new Command("password", "Sets a user's password; reads it from standard input.") { user };
        command.SetAction((call, cancel) => CommandHost.RunAsync(mayMakeStore: false, async (_, db) =>
        {
            await Console.Error.WriteAsync("New password: ");
            var password = await Console.In.ReadLineAsync(cancel) ?? "";
            var set = await new SetPassword(db, new PasswordHasher<Core.Users.User>()).RunAsync(call.GetRequiredValue(user), password, cancel);
            if (!set.Succeeded)
                return CommandOutput.Fail(set.Error);
            await Console.Error.WriteLineAsync($"The password of {set.Value.UserName} is set.");
            return CommandOutput.Done;
        }, cancel));
        return command;
    }
}
