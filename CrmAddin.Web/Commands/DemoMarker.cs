using CrmAddin.Web.Settings;

namespace CrmAddin.Web.Commands;

/// <summary>Marks a data folder whose store holds the sample firm: only there may a simulated Graph be used without credentials.</summary>
public static class DemoMarker
{
    /// <summary>Whether the sample firm is in the store of these settings.</summary>
    public static bool IsSet(CrmSettings settings) => File.Exists(PathOf(settings));

    /// <summary>Marks the folder.</summary>
    public static void Set(CrmSettings settings) => File.WriteAllText(PathOf(settings), "");

    private static string PathOf(CrmSettings settings) => Path.Combine(settings.DataFolder, "demo");
}
