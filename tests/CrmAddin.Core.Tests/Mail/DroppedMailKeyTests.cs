using CrmAddin.Core.Mail;

namespace CrmAddin.Core.Tests.Mail;

public sealed class DroppedMailKeyTests
{
    [Fact]
    public void The_key_file_is_made_once_and_readable_by_its_owner_alone()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory().FullName, "keys", "mail.key");
        var settings = new MailSettings { HashKeyFile = file };

        var first = DroppedMailKey.Load(settings).Hash("x");
        var second = DroppedMailKey.Load(settings).Hash("x");

        second.ShouldBe(first);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_configured_key_gives_the_known_HMAC() =>
        // RFC 4231, test case 1, its key padded with zero bytes as HMAC itself pads it.
        DroppedMailKey.Load(new MailSettings { HashKey = Convert.ToBase64String([.. Enumerable.Repeat((byte)0x0b, 20), .. new byte[12]]) })
            .Hash("Hi There").ShouldBe("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");

    [Theory]
    [InlineData("not base64!")]
    [InlineData("c2hvcnQ=")]
    public void A_bad_key_is_refused_with_the_name_of_the_setting(string key) =>
        Should.Throw<InvalidOperationException>(() => DroppedMailKey.Load(new MailSettings { HashKey = key }))
            .Message.ShouldStartWith("Crm:Mail:HashKey must be base64 of at least 32 bytes");
}
