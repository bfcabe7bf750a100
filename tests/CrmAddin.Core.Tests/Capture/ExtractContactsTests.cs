using System.Text;
using System.Text.Json;
using CrmAddin.Core.Capture;

namespace CrmAddin.Core.Tests.Capture;

public sealed class ExtractContactsTests
{
    private const string Sara = """{"id":"m1","from":{"emailAddress":{"name":"Sara Ahmed","address":"sara@firm.sa"}},"body":{"contentType":"text","content":"Hi\n\nBest,\nSara"}}""";

    [Fact]
    public async Task A_line_holds_exactly_the_promised_fields_in_their_order()
    {
        var line = (await ExtractAsync(Sara)).ShouldHaveSingleItem();

        line.ShouldBe("""{"id":"m1","name":{"display":"Sara Ahmed","given":"Sara","family":"Ahmed","honorific":null},"emails":["sara@firm.sa"],"phones":[],"title":null,"account":"Firm","address":null,"web":null,"signature":{"text":"Best,\nSara","firstLine":3},"confidence":0.85}""");
    }

    [Theory]
    [InlineData(Sara + "\n" + Sara + "\n")]
    [InlineData("\uFEFF" + Sara + "\r\n\r\n" + Sara)]
    [InlineData("[" + Sara + ",\n" + Sara + "]")]
    [InlineData("""{"@odata.context":"x","value":[""" + Sara + "," + Sara + "]}")]
    [InlineData("{\n  \"value\": [\n" + Sara + ",\n" + Sara + "\n  ]\n}\n")]
    [InlineData("[\n  {\n    \"id\": \"m1\"\n  },\n  {\n    \"id\": \"m1\"\n  }\n]")]
    [InlineData("{\n  \"id\": \"m1\"\n}\n{\n  \"id\": \"m1\"\n}")]
    public async Task Every_form_of_file_gives_a_line_a_mail(string file)
    {
        var lines = await ExtractAsync(file);

        lines.Select(line => Field(line, "id").GetString()).ShouldBe(["m1", "m1"]);
    }

    [Theory]
    [InlineData(Sara + "\n{oops\n" + Sara, "Line 2 is no JSON")]
    [InlineData(Sara + "\nhello\n" + Sara, "Line 2 is no JSON")]
    [InlineData(Sara + "\n{\"id\":\"x\",\n" + Sara, "Line 2 is no JSON")]
    [InlineData(Sara + "\n42\n" + Sara, "Line 2 holds no mail but a JSON number")]
    [InlineData("[" + Sara + ",\n{\"id\":},\n" + Sara + "]", "Line 2 is no JSON")]
    [InlineData("[" + Sara + ",\nnull,\n" + Sara + "]", "Line 2 holds no mail but a JSON null")]
    [InlineData("[" + Sara + ",\nrubbish,\n" + Sara + "]", "Line 2 is no JSON")]
    public async Task A_broken_piece_gives_a_line_with_the_reason_and_the_run_goes_on(string file, string reason)
    {
        var lines = await ExtractAsync(file);

        lines.Length.ShouldBe(3);
        Field(lines[0], "id").GetString().ShouldBe("m1");
        Field(lines[1], "id").ValueKind.ShouldBe(JsonValueKind.Null);
        Field(lines[1], "error").GetString()!.ShouldStartWith(reason);
        Field(lines[2], "id").GetString().ShouldBe("m1");
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \n")]
    [InlineData("[]")]
    [InlineData("""{"value":[]}""")]
    public async Task An_empty_file_gives_nothing(string file) => (await ExtractAsync(file)).ShouldBeEmpty();

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"id":7,"from":"nobody","body":[],"subject":{},"replyTo":3,"internetMessageHeaders":{"a":1},"receivedDateTime":"yesterday"}""")]
    [InlineData("""{"from":{"emailAddress":null},"body":{"contentType":null,"content":null}}""")]
    [InlineData("""{"from":{"emailAddress":{"name":"\ud83d Sara \udc00","address":"\ud800@x"}},"body":{"contentType":"html","content":"\ud83d<b>\udfff"}}""")]
    public async Task Fields_that_are_missing_or_of_a_wrong_type_count_as_empty(string message)
    {
        var line = (await ExtractAsync(message)).ShouldHaveSingleItem();

        line.ShouldNotContain("\"error\"");
    }

    [Fact]
    public async Task Naughty_strings_never_stop_a_run()
    {
        if (SharedData.Find("bad-input/blns/blns.json") is not { } file)
            return;
        using var strings = JsonDocument.Parse(File.ReadAllText(file));
        var mails = strings.RootElement.EnumerateArray().Select(text => text.GetString()!).SelectMany(text => new[]
        {
            Message(text, text, text, isHtml: false),
            Message(text, "a@b.sa", $"Hi\n\nRegards,\n{text}\nTel: {text}\n", isHtml: false),
            Message("Sara Ahmed", "sara@firm.sa", $"<p>{text}</p><p>--<br>{text}", isHtml: true),
        }).ToList();

        var lines = await ExtractAsync(string.Join('\n', mails) + "\n" + File.ReadAllText(file).Replace("\n", "", StringComparison.Ordinal));

        lines.Length.ShouldBeGreaterThan(mails.Count);
        lines.Take(mails.Count).ShouldAllBe(line => !line.Contains("\"error\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("graph-messages/forge.ndjson", 97)]
    [InlineData("graph-messages/mimekit.ndjson", 52)]
    [InlineData("graph-messages/talon.ndjson", 13)]
    public async Task Real_mails_give_one_line_each(string path, int count)
    {
        if (SharedData.Find(path) is not { } file)
            return;
        await using var input = File.OpenRead(file);
        using var output = new StringWriter();

        await ExtractContacts.RunAsync(input, output, "SA", CancellationToken.None);

        output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(count);
    }

    [Theory]
    [InlineData("<div>", true)]
    [InlineData("<b>", true)]
    [InlineData("<table><tr><td>", true)]
    [InlineData("<font x=1><p>", true)]
    [InlineData("<", true)]
    [InlineData("1 ", false)]
    [InlineData("John Smith\n", false)]
    [InlineData("From: x\n", false)]
    [InlineData("On a wrote:\n", false)]
    [InlineData("a@", false)]
    [InlineData("كتب ", false)]
    public async Task A_megabyte_made_to_be_slow_is_read_before_the_deadline(string piece, bool isHtml)
    {
        var body = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));

        var read = await Task.Run(() => ProposeContact.From(new MailToRead { From = new MailParty("John Smith", "john@x.com"), Body = body, IsHtml = isHtml }, "SA")).WaitAsync(deadline.Token);

        read.Name.Display.ShouldBe("John Smith");
    }

    private static string Message(string name, string address, string body, bool isHtml) => JsonSerializer.Serialize(new
    {
        id = "n",
        from = new { emailAddress = new { name, address } },
        body = new { contentType = isHtml ? "html" : "text", content = body },
    });

    private static JsonElement Field(string line, string name) => JsonDocument.Parse(line).RootElement.GetProperty(name);

    private static async Task<string[]> ExtractAsync(string file)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(file));
        using var output = new StringWriter();
        await ExtractContacts.RunAsync(input, output, "SA", CancellationToken.None);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
