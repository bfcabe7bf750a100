using System.Globalization;

namespace CrmAddin.Web.Tests.Graph.Scripts;

public sealed class MailScriptTests
{
    private const int Groups = 10;
    private const int ScriptsAGroup = 20;

    public static TheoryData<int> FirstSeeds => [.. Enumerable.Range(0, Groups).Select(g => 1 + g * ScriptsAGroup)];

    [Theory]
    [MemberData(nameof(FirstSeeds))]
    public async Task After_any_story_of_events_faults_and_crashes_the_log_equals_what_is_true(int firstSeed)
    {
        for (var seed = firstSeed; seed < firstSeed + ScriptsAGroup; seed++)
            await MailScript.RunAsync(seed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    public Task After_real_kills_of_the_host_the_log_equals_what_is_true(int seed) => MailScript.RunKilledAsync(seed);

    // scripts/soak says how many and where they begin.
    [Fact]
    [Trait("Category", "Soak")]
    public async Task Thousands_of_stories_end_in_the_truth()
    {
        if (Environment.GetEnvironmentVariable("CRM_SOAK_SCRIPTS") is not { } count)
            return;
        var first = int.Parse(Environment.GetEnvironmentVariable("CRM_SOAK_SEED") ?? "100000", CultureInfo.InvariantCulture);
        await Parallel.ForAsync(first, first + int.Parse(count, CultureInfo.InvariantCulture), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            async (seed, _) => await MailScript.RunAsync(seed));
    }
}
