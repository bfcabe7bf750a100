namespace CrmAddin.Reports.Layout;

/// <summary>What a workbook says about itself.</summary>
/// <param name="Title">The title.</param>
/// <param name="Subject">The subject.</param>
/// <param name="FirmName">The firm, as author and company.</param>
/// <param name="MadeAt">When it was made.</param>
internal sealed record BookProperties(string Title, string Subject, string FirmName, DateTimeOffset MadeAt);
