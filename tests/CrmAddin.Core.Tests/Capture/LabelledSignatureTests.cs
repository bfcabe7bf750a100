using System.Text.Json;

namespace CrmAddin.Core.Tests.Capture;

public sealed class LabelledSignatureTests
{
    private const string Mark = "#sig#";

    // Reached on this half of the set: line F1 1.000, present or absent 97 of 97. General rules must not fall far below.
    private const double LeastLineF1 = 0.97;
    private const double LeastPresence = 0.97;

    [Fact]
    public void Signature_lines_of_the_labelled_mails_are_found()
    {
        if (SharedData.Find("graph-messages/forge.ndjson") is not { } mails || SharedData.Find("signatures/forge") is not { } labels)
            return;

        var (found, wrong, missed, rightPresence, count) = (0, 0, 0, 0, 0);
        foreach (var line in File.ReadLines(mails))
        {
            using var message = JsonDocument.Parse(line);
            var text = message.RootElement.GetProperty("body").GetProperty("content").GetString()!;
            var from = message.RootElement.GetProperty("from").GetProperty("emailAddress");
            var labelled = File.ReadAllText(Path.Combine(labels, message.RootElement.GetProperty("x_origin").GetString() + "_body")).ReplaceLineEndings("\n").Split('\n');
            var signature = SomeMail.From(from.GetProperty("name").GetString(), from.GetProperty("address").GetString(), text).Proposed("US").Signature;

            var first = signature.FirstLine ?? 0;
            var last = first + (signature.Text?.Split('\n').Length ?? 0) - 1;
            for (var i = 0; i < labelled.Length; i++)
            {
                var isSignature = labelled[i].StartsWith(Mark, StringComparison.Ordinal);
                var isFound = first > 0 && i + 1 >= first && i + 1 <= last;
                if (string.IsNullOrWhiteSpace(labelled[i].Replace(Mark, "", StringComparison.Ordinal)))
                    continue;
                found += isSignature && isFound ? 1 : 0;
                wrong += !isSignature && isFound ? 1 : 0;
                missed += isSignature && !isFound ? 1 : 0;
            }

            count++;
            rightPresence += Array.Exists(labelled, text => text.StartsWith(Mark, StringComparison.Ordinal)) == (signature.Text is not null) ? 1 : 0;
        }

        count.ShouldBe(97);
        (2.0 * found / (2 * found + wrong + missed)).ShouldBeGreaterThanOrEqualTo(LeastLineF1);
        ((double)rightPresence / count).ShouldBeGreaterThanOrEqualTo(LeastPresence);
    }

    [Theory]
    [InlineData("jeff")]
    [InlineData("johndoeexamplecom")]
    [InlineData("long")]
    [InlineData("short_url")]
    [InlineData("camel_case")]
    public void Talons_signatures_are_found_whole(string name)
    {
        if (SharedData.Find("signatures/talon/signature/emails/stripped") is not { } folder)
            return;
        var body = File.ReadAllText(Path.Combine(folder, name + "_body")).Replace(Mark, "", StringComparison.Ordinal);
        var expected = File.ReadAllText(Path.Combine(folder, name + "_signature")).Replace(Mark, "", StringComparison.Ordinal).Trim();
        var sender = File.ReadAllText(Path.Combine(folder, name + "_sender")).Trim();

        var signature = SomeMail.From(sender, sender, body).Proposed("US").Signature.Text;

        (signature ?? "").ShouldBe(expected.ReplaceLineEndings("\n"));
    }
}
