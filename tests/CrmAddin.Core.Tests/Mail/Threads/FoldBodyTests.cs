using System.Text.Json;
using CrmAddin.Core.Capture;
using CrmAddin.Core.Mail.Threads;
using CrmAddin.Core.Tests.Capture;

namespace CrmAddin.Core.Tests.Mail.Threads;

public sealed class FoldBodyTests
{
    private static readonly MailParty Ann = new("Ann Ring", "ann@firm.example");

    public static TheoryData<string, string> Attributions => Data(HistorySamples.Attributions);

    public static TheoryData<string, string> Blocks => Data(HistorySamples.Blocks);

    public static TheoryData<string, string> Forwards => Data(HistorySamples.Forwards);

    public static TheoryData<string, string> DeviceTags => Data(HistorySamples.DeviceTags);

    public static TheoryData<string, string, string, string> Signatures
    {
        get
        {
            var data = new TheoryData<string, string, string, string>();
            foreach (var (language, writer, text, signature) in HistorySamples.Signatures)
                data.Add(language, writer, text, signature);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Attributions))]
    public void A_quotation_is_folded_with_its_attribution_and_the_answer_below_it_stays(string language, string head)
    {
        var parts = FoldBody.Run($"Above {language}\n\n{head}\n\n> Old words\n> of Megan\n\nBelow", "Re: Quotation", Ann);

        parts.Select(p => (p.Kind, p.Text)).ShouldBe([(BodyPartKind.Own, "Above " + language), (BodyPartKind.Quoted, ""), (BodyPartKind.Own, "Below")]);
        parts[1].Head.ShouldBe(head);
        parts[1].Parts.ShouldHaveSingleItem().Text.ShouldBe("Old words\nof Megan");
    }

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Everything_below_a_head_of_fields_is_folded(string language, string head)
    {
        var parts = FoldBody.Run($"Hello {language}\n\n{head}\n\nOld words\n", "Re: Quotation", Ann);

        parts.Select(p => (p.Kind, p.Text)).ShouldBe([(BodyPartKind.Own, "Hello " + language), (BodyPartKind.Quoted, "")]);
        parts[1].Head.ShouldBe(head);
        parts[1].Parts.ShouldHaveSingleItem().Text.ShouldBe("Old words");
    }

    [Theory]
    [MemberData(nameof(Forwards))]
    public void A_forwarded_mail_is_told_from_a_quoted_one(string language, string head)
    {
        var parts = FoldBody.Run($"For you {language}\n\n{head}\n\nOld words\n", "Quotation", Ann);

        parts.Select(p => (p.Kind, p.Text)).ShouldBe([(BodyPartKind.Own, "For you " + language), (BodyPartKind.Forwarded, "")]);
        parts[1].Head.ShouldBe(head);
        parts[1].Parts.ShouldHaveSingleItem().Text.ShouldBe("Old words");
    }

    [Theory]
    [MemberData(nameof(DeviceTags))]
    public void What_a_phone_adds_is_a_signature(string language, string line) =>
        FoldBody.Run($"Fine with me, {language}.\n\n{line}\n", "Re: Quotation", Ann).Select(p => (p.Kind, p.Text))
            .ShouldBe([(BodyPartKind.Own, $"Fine with me, {language}."), (BodyPartKind.Signature, line)]);

    [Theory]
    [MemberData(nameof(Signatures))]
    public void A_signature_is_folded(string language, string writer, string text, string signature) =>
        FoldBody.Run($"{text}\n\n{signature}\n", "Re: Quotation", new MailParty(writer, $"{language}@firm.example")).Select(p => (p.Kind, p.Text))
            .ShouldBe([(BodyPartKind.Own, text), (BodyPartKind.Signature, signature)]);

    [Theory]
    [InlineData("FW: Quotation", BodyPartKind.Forwarded)]
    [InlineData("إعادة توجيه: عرض", BodyPartKind.Forwarded)]
    [InlineData("Re: FW: Quotation", BodyPartKind.Quoted)]
    public void The_subject_says_whether_a_head_of_fields_begins_a_forwarded_mail(string subject, BodyPartKind kind) =>
        FoldBody.Run("See below.\n\nFrom: Megan\nSent: Monday\nTo: Bob\nSubject: Quotation\n\nOld", subject, Ann)[1].Kind.ShouldBe(kind);

    [Fact]
    public void Signature_disclaimer_and_history_are_parts_of_their_own()
    {
        var parts = FoldBody.Run("""
            CAUTION: This e-mail originated from outside of the organization.

            The offer is attached.

            Kind regards
            Ann Ring
            Tel +44 20 7946 0321

            This e-mail is confidential and intended for the person named above.
            If you received it in error, delete it.

            -----Original Message-----
            From: Bob
            Sent: Monday
            To: Ann
            Subject: Offer

            Please send it.
            """, "RE: Offer", Ann);

        parts.Select(p => p.Kind).ShouldBe([BodyPartKind.Disclaimer, BodyPartKind.Own, BodyPartKind.Signature, BodyPartKind.Disclaimer, BodyPartKind.Quoted]);
        parts[1].Text.ShouldBe("The offer is attached.");
        parts[2].Text.ShouldBe("Kind regards\nAnn Ring\nTel +44 20 7946 0321");
        parts[3].Text.ShouldStartWith("This e-mail is confidential");
    }

    [Fact]
    public void An_arabic_signature_is_folded()
    {
        var parts = FoldBody.Run("السلام عليكم،\nتم إرسال العرض اليوم.\n\nمع أطيب التحيات\nم. سلطان الرشيدي\nجوال: ٠٥٠١٢٣٤٥٦٧\n\nفي ٥ يناير ٢٠٢٦، الساعة ١٠:٠٠ ص، كتب أحمد <a@x.example>:\n> أرجو العرض", "رد: العرض", new MailParty("م. سلطان الرشيدي", "s@rawabi.example"));

        parts.Select(p => p.Kind).ShouldBe([BodyPartKind.Own, BodyPartKind.Signature, BodyPartKind.Quoted]);
        parts[0].Text.ShouldBe("السلام عليكم،\nتم إرسال العرض اليوم.");
        parts[1].Text.ShouldBe("مع أطيب التحيات\nم. سلطان الرشيدي\nجوال: ٠٥٠١٢٣٤٥٦٧");
    }

    [Fact]
    public void History_within_history_is_nested()
    {
        var quoted = FoldBody.Run("""
            Third

            On Tue, 3 Mar 2026, Bob wrote:
            > Second
            >
            > On Mon, 2 Mar 2026, Megan wrote:
            > > First
            > > and last
            """, "Re: Quotation", Ann)[1];

        quoted.Head.ShouldBe("On Tue, 3 Mar 2026, Bob wrote:");
        quoted.Parts.Select(p => p.Text).ShouldBe(["Second", ""]);
        quoted.Parts[1].Head.ShouldBe("On Mon, 2 Mar 2026, Megan wrote:");
        quoted.Parts[1].Parts.ShouldHaveSingleItem().Text.ShouldBe("First\nand last");
    }

    [Fact]
    public void Outlooks_chain_of_heads_is_nested()
    {
        var parts = FoldBody.Run("Three\n\nFrom: B\nSent: 3 March\nTo: A\nSubject: x\n\nTwo\n\nVon: A\nGesendet: 2. März\nAn: B\nBetreff: x\n\nOne", "Re: x", Ann);

        parts[1].Parts[0].Text.ShouldBe("Two");
        parts[1].Parts[1].Head.ShouldBe("Von: A\nGesendet: 2. März\nAn: B\nBetreff: x");
        parts[1].Parts[1].Parts.ShouldHaveSingleItem().Text.ShouldBe("One");
    }

    [Fact]
    public void A_mail_that_is_nothing_but_a_signature_shows_it() =>
        FoldBody.Run("Thanks,\nAnn\n", "Re: Quotation", Ann).ShouldHaveSingleItem().ShouldBe(new BodyPart(BodyPartKind.Own, "Thanks,\nAnn", "", []), new SamePart());

    [Theory]
    [InlineData("")]
    [InlineData("\r\n \r\n")]
    public void An_empty_body_has_no_parts(string body) => FoldBody.Run(body, "", null).ShouldBeEmpty();

    [Theory]
    [InlineData("One is not on.\nFrom: here to there\nwe walk.")]
    [InlineData("في المرفق تجدون ما كتب عن المشروع.")]
    [InlineData("To: the point\nwe agreed on 3 chairs:\nred, green, blue")]
    [InlineData("In section 3 you wrote:\nthe price is fixed.")]
    [InlineData("كتب لكم المدير 3 ملاحظات:\nالأولى عن السعر.")]
    [InlineData("Le client a écrit 2 fois :\nil attend.")]
    [InlineData("Date: 5 May\nPlace: Riyadh\nTime: 10:00")]
    [InlineData("----------\nTotal: 5\n----------")]
    public void What_only_resembles_history_is_own_text(string body) =>
        FoldBody.Run(body, "", Ann).ShouldHaveSingleItem().ShouldBe(new BodyPart(BodyPartKind.Own, body, "", []), new SamePart());

    [Fact]
    public void No_word_of_the_real_mails_is_lost()
    {
        var read = 0;
        foreach (var (_, subject, from, body) in RealMails())
        {
            var parts = FoldBody.Run(body, subject, from);
            Letters(string.Concat(parts.Select(Whole))).ShouldBe(Letters(body));
            read++;
        }

        if (SharedData.Find("graph-messages/forge.ndjson") is not null)
            read.ShouldBe(97 + 52 + 13);
    }

    [Fact]
    public void Replies_of_many_mail_programs_are_folded_as_their_authors_expect()
    {
        if (SharedData.Find("signatures/email-reply-parser-zapier") is not { } folder)
            return;
        using var expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")));
        var compared = 0;
        foreach (var single in expected.RootElement.GetProperty("cases").EnumerateObject())
        {
            var parts = FoldBody.Run(File.ReadAllText(Path.Combine(folder, single.Name + ".txt")), "", new MailParty("X", "x@y.example"));
            var own = string.Join("\n", parts.Where(p => p.Kind is BodyPartKind.Own).Select(p => p.Text));
            var written = string.Join("\n", parts.Where(p => p.Kind is BodyPartKind.Own or BodyPartKind.Signature).Select(p => p.Text));
            if (single.Value.TryGetProperty("reply_not_contains", out var absent) && !absent.GetString()!.Contains("not signature", StringComparison.Ordinal))
                own.ShouldNotContain(absent.GetString()!);
            if (single.Value.TryGetProperty("reply_contains", out var contained))
                written.ShouldContain(contained.GetString()!);
            foreach (var part in single.Value.TryGetProperty("reply_contains_all", out var all) ? all.EnumerateArray().ToList() : [])
                written.ShouldContain(part.GetString()!);
            compared++;
        }

        compared.ShouldBe(20);
    }

    [Fact]
    public void Replies_out_of_twelve_mail_programs_show_what_was_written_and_fold_the_rest()
    {
        var read = 0;
        foreach (var (_, subject, from, body) in RealMails().Where(m => m.File == "talon").Skip(1))
        {
            var parts = FoldBody.Run(body, subject, from);
            string.Join('\n', parts.Where(p => p.Kind == BodyPartKind.Own).Select(p => p.Text.Trim())).ShouldBeOneOf("Hello", "Allo! Follow up MIME!");
            parts.ShouldContain(p => p.Kind == BodyPartKind.Quoted);
            read++;
        }

        if (SharedData.Find("graph-messages/talon.ndjson") is not null)
            read.ShouldBe(12);
    }

    // Lone names that may as well be an answer stay open, so not every labelled line is folded; nothing else may be.
    [Fact]
    public void Labelled_signatures_are_folded_and_own_text_stays_open()
    {
        if (SharedData.Find("graph-messages/forge.ndjson") is null || SharedData.Find("signatures/forge") is not { } labels)
            return;
        var (folded, open, wrong) = (0, 0, 0);
        foreach (var (origin, subject, from, body) in RealMails("forge"))
        {
            var parts = FoldBody.Run(body, subject, from);
            var left = parts.Where(p => p.Kind == BodyPartKind.Signature).SelectMany(p => p.Text.Split('\n')).Where(l => l.Trim().Length > 0).ToList();
            foreach (var line in File.ReadAllText(Path.Combine(labels, origin + "_body")).ReplaceLineEndings("\n").Split('\n').Where(l => l.StartsWith("#sig#", StringComparison.Ordinal)))
            {
                if (line[5..].Trim().Length == 0)
                    continue;
                var isFolded = left.Remove(left.Find(l => l.Trim() == line[5..].Trim()) ?? "");
                (folded, open) = isFolded ? (folded + 1, open) : (folded, open + 1);
            }

            wrong += left.Count;
        }

        (folded, open, wrong).ShouldBe((82, 11, 0));
    }

    public static TheoryData<string> HostilePieces => new(
        "On 5 May, X wrote:\n",
        "On 5 May 2026, X wrote:\n> y\nz\n",
        "From: a\nSent: b\nTo: c\nSubject: d\n\nx\n",
        "-----Original Message-----\n",
        ">",
        new string('>', 999) + "\n",
        "كتب كتب كتب كتب كتب 1 x:y\n",
        "on 1 wrote wrote wrote wrote\n",
        "________________________________\n\n\n",
        "This e-mail is confidential.\n",
        "CAUTION: external\n\n",
        "\n",
        "a",
        "<@>:",
        "\u202B\u0640\u200F",
        "Kind regards\nAnn\n\n");

    [Theory]
    [MemberData(nameof(HostilePieces))]
    public void A_hostile_megabyte_gives_parts_of_bounded_depth_and_no_more_text_than_it_had(string piece)
    {
        var body = Repeated(piece, 1_000_000);

        var parts = FoldBody.Run(body, "Re: x", Ann);

        parts.Select(Depth).DefaultIfEmpty().Max().ShouldBeLessThanOrEqualTo(FoldBody.MostDepth + 1);
        parts.Sum(Size).ShouldBeLessThanOrEqualTo(body.Length);
    }

    // Whatever is looked at is folded into a text of its own first, so the bytes allocated count the work.
    [Theory]
    [MemberData(nameof(HostilePieces))]
    public void Twice_the_body_is_twice_the_work(string piece)
    {
        var (once, twice) = (Repeated(piece, 200_000), Repeated(piece, 400_000));
        FoldBody.Run(once, "Re: x", Ann);

        Allocated(twice).ShouldBeLessThan(Allocated(once) * 5 / 2 + 1_000_000);
    }

    private static long Allocated(string body)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        FoldBody.Run(body, "Re: x", Ann);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Repeated(string piece, int length) => string.Concat(Enumerable.Repeat(piece, length / piece.Length));

    private static IEnumerable<(string File, string Subject, MailParty? From, string Body)> RealMails() =>
        new[] { "forge", "mimekit", "talon" }.SelectMany(set => RealMails(set).Select(m => (set, m.Subject, m.From, m.Body)));

    private static IEnumerable<(string Origin, string Subject, MailParty? From, string Body)> RealMails(string set)
    {
        if (SharedData.Find($"graph-messages/{set}.ndjson") is { } file)
        {
            foreach (var line in File.ReadLines(file))
            {
                using var message = JsonDocument.Parse(line);
                var root = message.RootElement;
                var body = root.GetProperty("body");
                var text = body.GetProperty("content").GetString()!;
                var sender = root.TryGetProperty("from", out var from) && from.ValueKind == JsonValueKind.Object ? from.GetProperty("emailAddress") : default;
                var party = sender.ValueKind == JsonValueKind.Object ? new MailParty(Text(sender, "name"), Text(sender, "address")) : null;
                // The log keeps the text that a reader sees.
                if (body.GetProperty("contentType").GetString() == "html")
                    text = ReadMail.From(new MailToRead { Body = text, IsHtml = true }).PlainText;
                yield return (Text(root, "x_origin") ?? "", Text(root, "subject") ?? "", party, text);
            }
        }
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Whole(BodyPart part) => part.Text + part.Head + string.Concat(part.Parts.Select(Whole));

    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '>'));

    private static int Depth(BodyPart part) => 1 + part.Parts.Select(Depth).DefaultIfEmpty().Max();

    private static long Size(BodyPart part) => part.Text.Length + part.Head.Length + part.Parts.Sum(Size);

    private static TheoryData<string, string> Data((string Language, string Text)[] samples)
    {
        var data = new TheoryData<string, string>();
        foreach (var (language, text) in samples)
            data.Add(language, text);
        return data;
    }

    private sealed class SamePart : IEqualityComparer<BodyPart>
    {
        public bool Equals(BodyPart? x, BodyPart? y) => x!.Kind == y!.Kind && x.Text == y.Text && x.Head == y.Head && x.Parts.Count == y.Parts.Count;

        public int GetHashCode(BodyPart obj) => 0;
    }
}
