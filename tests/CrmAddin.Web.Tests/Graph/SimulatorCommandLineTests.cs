using GraphSimulator;

namespace CrmAddin.Web.Tests.Graph;

public sealed class SimulatorCommandLineTests
{
    [Fact]
    public void Files_and_empty_mailboxes_are_read_in_order()
    {
        var file = Path.GetTempFileName();

        var call = SimulatorCommandLine.Parse(["--urls", "http://127.0.0.1:9", "--load", file, "--mailbox", "a@firm.example", "--folder", "sentitems", "--mailbox", "b@firm.example"]);

        call.Url.ShouldBe("http://127.0.0.1:9");
        call.Mailboxes.ShouldBe([new MailboxToLoad(file, "a@firm.example", "sentitems"), new MailboxToLoad(null, "b@firm.example", "inbox")]);
    }

    [Theory]
    [InlineData("--load needs a value.", "--load")]
    [InlineData("--color is not an option here.", "--color", "red")]
    [InlineData("--load x needs --mailbox UPN.", "--load", "x")]
    [InlineData("There is no file /nowhere/x.", "--load", "/nowhere/x", "--mailbox", "a@firm.example")]
    public void A_wrong_call_says_what_is_wrong(string sentence, params string[] args) =>
        Should.Throw<ArgumentException>(() => SimulatorCommandLine.Parse(args)).Message.ShouldStartWith(sentence);
}
