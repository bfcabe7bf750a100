using CrmAddin.Web.Graph;

namespace CrmAddin.Web.Tests.Graph;

public sealed class RetryDelayTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2", 1, 2)]
    [InlineData("2.128", 1, 2.128)]
    [InlineData(" 0 ", 3, 0)]
    [InlineData("Mon, 02 Mar 2026 08:01:30 GMT", 1, 90)]
    [InlineData("Mon, 02 Mar 2026 07:00:00 GMT", 1, 0)]
    [InlineData("100000", 1, 180)]
    [InlineData(null, 1, 1)]
    [InlineData(null, 3, 4)]
    [InlineData("soon", 2, 2)]
    [InlineData(null, 20, 180)]
    public void The_wait_is_what_the_header_says_or_doubles_and_is_capped(string? header, int attempt, double seconds) =>
        RetryDelay.From(header, attempt, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(180), Now).TotalSeconds.ShouldBe(seconds, 0.001);
}
