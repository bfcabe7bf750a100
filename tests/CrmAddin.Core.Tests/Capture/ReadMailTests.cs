using System.Text.Json;
using CrmAddin.Core.Capture;

namespace CrmAddin.Core.Tests.Capture;

public sealed class ReadMailTests
{
    [Theory]
    [InlineData("On Mon, Apr 2, 2012 at 6:26 PM, Megan One <xxx@gmail.com> wrote:\n\n> Hi")]
    [InlineData("On Mon, Apr 2, 2012 at 6:26 PM, Megan One with a rather long name <xxx@gmail.com>\nwrote:\n\n> Hi")]
    [InlineData("-----Original Message-----\nFrom: a@x.com\nTo: b@x.com\n\nHi")]
    [InlineData("________________________________\nFrom: Ann <a@x.com>\nSent: Monday\nTo: Bob\nSubject: Hi\n\nold")]
    [InlineData("*From:* Ann\n*Sent:* Monday, 9 March 2012 4:22 PM\n*To:* Dan Le\n*Subject:* Loop\n\nold")]
    [InlineData("من: محمد علي <m@x.com>\nتاريخ الإرسال: الأحد، 5 يناير 2025\nإلى: فهد\nالموضوع: تقرير\n\nقديم")]
    [InlineData("في الأحد، 5 يناير 2025 في 10:00 ص كتب أحمد علي <ahmed@x.com>:\n\n> قديم")]
    [InlineData("في ٥ يناير ٢٠٢٥، الساعة ١٠:٠٠ ص، كتب أحمد علي <ahmed@x.com>:\n\n> قديم")]
    [InlineData("كتب أحمد علي بتاريخ 2025/01/05:\n\nقديم")]
    [InlineData("---------- رسالة معاد توجيهها ----------\nمن: أحمد")]
    [InlineData("Le lun. 2 avr. 2012 à 18:26, Megan <x@y.fr> a écrit :\n\n> vieux")]
    [InlineData("De : Megan\nEnvoyé : lundi 2 avril 2012\nÀ : Bob\nObjet : Test\n\nvieux")]
    [InlineData("Am 12.03.2024 um 10:00 schrieb Max Muster <m@x.de>:\n> alt")]
    [InlineData("Von: Max\nGesendet: Montag, 2. April 2012\nAn: Bob\nBetreff: Test\n\nalt")]
    [InlineData("El lun, 2 abr 2012 a las 18:26, Megan (<x@y.es>) escribió:\n\n> viejo")]
    [InlineData("De: Megan\nEnviado el: lunes, 2 de abril\nPara: Bob\nAsunto: Test\n\nviejo")]
    [InlineData("Il giorno lun 2 apr 2012 alle ore 18:26 Megan <x@y.it> ha scritto:\n\n> vecchio")]
    [InlineData("02.04.2012 14:20 пользователь \"bob@xxx.org\" <bob@xxx.org> написал:\n\n> Hi")]
    [InlineData("‫בתאריך יום ב׳, 2 באפר׳ 2012 ב-18:26 מאת ‪Megan‬‏ <‪x@y.com‬‏>:‬\n\n> ישן")]
    [InlineData("מאת: מגן\nנשלח: יום שני 2 אפריל\nאל: בוב\nנושא: בדיקה\n\nישן")]
    [InlineData("2 Nisan 2012 Pzt 18:26 tarihinde Megan <x@y.com> şunu yazdı:\n\n> eski")]
    [InlineData("Kim Ward\n10/09/2000 02:16 PM\nTo: Phillip K Allen/HOU/ECT@ECT\ncc:\nSubject: Re: foo\n\nold")]
    [InlineData("Op ma 2 apr. 2012 om 18:26 schreef Megan <x@y.nl>:\n\n> oud")]
    public void What_was_quoted_or_forwarded_is_not_the_writers_text(string history) =>
        ReadMail.From(SomeMail.From("Ann", "a@x.com", $"Hello there\n\n{history}")).OwnText.ShouldBe("Hello there");

    [Theory]
    [InlineData("On your remote host you can run:\n\ntelnet 127.0.0.1 52698")]
    [InlineData("One is not on.\nFrom: here to there\nwe walk.")]
    [InlineData("في المرفق تجدون ما كتب عن المشروع.")]
    public void Text_that_only_resembles_a_head_stays(string text) => ReadMail.From(SomeMail.From("Ann", "a@x.com", text)).OwnText.ShouldBe(text);

    [Fact]
    public void An_answer_below_what_it_quotes_is_kept() =>
        ReadMail.From(SomeMail.From("Bob", "b@x.com", "On 04/02/2012 06:26 PM, Megan One wrote:\n> Hi\nHello\n")).OwnText.ShouldBe("Hello");

    [Fact]
    public void Html_keeps_the_lines_that_a_reader_sees()
    {
        var read = ReadMail.From(SomeMail.Html("Ann", "a@x.com", """
            <html><head><title>no</title><style>p { color: red }</style></head><body>
            <p>First &amp; foremost</p><p>second<br>third</p><div>a  b
            c</div><ul><li>one<li>two</ul><table><tr><td>Tel</td><td>123</td></tr><tr><td>Fax<td>456</table>
            <script>alert(1)</script><span style="display: none">hidden</span><pre>x
             y</pre></body></html>
            """));

        read.PlainText.ShouldBe("First & foremost\n\nsecond\nthird\n\na b c\none\ntwo\nTel 123\nFax 456\nx\ny");
    }

    [Fact]
    public void Line_numbers_count_in_the_whole_body()
    {
        var read = ReadMail.From(SomeMail.From("Bob Jones", "b@x.com", "> quoted\r\n\r\nFine with me.\r\n\r\nBest,\r\nBob\r\n"));

        read.Signature.ShouldBe(new ProposedSignature("Best,\nBob", 5));
        read.PlainText.Split('\n')[read.Signature.FirstLine!.Value - 1].ShouldBe("Best,");
    }

    [Theory]
    [InlineData("Thanks")]
    [InlineData("Thank you!")]
    [InlineData("http://example.com/page")]
    [InlineData("Please call Keith Bohn (403) 261-3388.")]
    [InlineData("Michael\tWong\nSusan\tWilson\nGray\tCalvert")]
    [InlineData("Michael Brown\nMark Frevert\nSteve Kean\nMike McConnell\nJeff Shankman")]
    [InlineData(" - picture.mpeg")]
    [InlineData("Gas Daily")]
    public void What_is_no_signature_is_not_taken_for_one(string end) =>
        ReadMail.From(SomeMail.From("Andrea Ring", "andrea@x.com", $"I have sent the file that you asked for yesterday.\n\n{end}\n")).Signature.ShouldBe(ProposedSignature.None);

    [Theory]
    [InlineData("Andrea")]
    [InlineData("-- \nAndrea\nReader of books")]
    [InlineData("Andrea Ring\nTrading Desk\nx35775")]
    [InlineData("Your pal, Andrea.")]
    [InlineData("Sent from my iPhone")]
    [InlineData("Cheers, Andrea")]
    [InlineData("andrea@x.com\n503-833-4350")]
    [InlineData("Take care\n\nAndrea")]
    [InlineData("Thanks Andrea")]
    [InlineData("/s/ Andrea Ring")]
    [InlineData("Andrea and Sue")]
    [InlineData("Best,\nAndrea\n\n\"It is the courage to continue that counts.\" - Churchill")]
    public void A_signature_is_found_whole(string signature) =>
        ReadMail.From(SomeMail.From("Andrea Ring", "andrea@x.com", $"I have sent the file that you asked for yesterday.\n\n{signature}\n")).Signature
            .ShouldBe(new ProposedSignature(signature.Replace("-- ", "--", StringComparison.Ordinal), 3));

    [Fact]
    public void Replies_of_many_mail_programs_are_read_as_their_authors_expect()
    {
        if (SharedData.Find("signatures/email-reply-parser-zapier") is not { } folder)
            return;
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        var compared = 0;
        foreach (var single in expected.RootElement.GetProperty("cases").EnumerateObject())
        {
            var own = ReadMail.From(SomeMail.From("X", "x@y.com", File.ReadAllText(Path.Combine(folder, single.Name + ".txt")))).OwnText;
            if (single.Value.TryGetProperty("reply_equals", out var equal))
                own.ShouldBe(equal.GetString(), single.Name);
            if (single.Value.TryGetProperty("reply_not_contains", out var absent) && !absent.GetString()!.StartsWith("Sent from", StringComparison.Ordinal))
                own.ShouldNotContain(absent.GetString()!);
            if (single.Value.TryGetProperty("reply_contains", out var contained))
                own.ShouldContain(contained.GetString()!);
            foreach (var part in single.Value.TryGetProperty("reply_contains_all", out var parts) ? parts.EnumerateArray().ToList() : [])
                own.ShouldContain(part.GetString()!);
            compared++;
        }

        compared.ShouldBe(20);
    }

    [Fact]
    public void Html_replies_of_many_mail_programs_lose_their_history()
    {
        if (SharedData.Find("signatures/talon/html_replies") is not { } folder)
            return;
        foreach (var file in Directory.EnumerateFiles(folder, "*.html"))
        {
            var own = ReadMail.From(SomeMail.Html("Alex", "alex@x.com", File.ReadAllText(file))).OwnText;
            string.Concat(own.Where(c => !char.IsWhiteSpace(c))).ShouldBe("Hi.Iamfine.Thanks,Alex", Path.GetFileName(file));
        }
    }
}
