using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace CrmAddin.Web.Tests.Manifests;

public sealed partial class PackManifestTests(PackedManifests packed) : IClassFixture<PackedManifests>
{
    private static readonly XNamespace Overrides = "http://schemas.microsoft.com/office/officeappbasictypes/1.0";

    // Add-in documentation, "Manifest element ordering".
    private static readonly string[] MailOrder =
        ["Id", "AlternateId", "Version", "ProviderName", "DefaultLocale", "DisplayName", "Description", "IconUrl", "HighResolutionIconUrl", "SupportUrl", "AppDomains", "Hosts", "Requirements", "FormSettings", "Permissions", "Rule", "DisableEntityHighlighting", "VersionOverrides"];

    private static readonly string[] PaneOrder =
        ["Id", "AlternateId", "Version", "ProviderName", "DefaultLocale", "DisplayName", "Description", "IconUrl", "HighResolutionIconUrl", "SupportUrl", "AppDomains", "Hosts", "Requirements", "DefaultSettings", "Permissions", "Dictionary", "VersionOverrides", "ExtendedOverrides"];

    private static readonly Dictionary<string, string[]> OrderInside = new()
    {
        ["VersionOverrides"] = ["WebApplicationInfo", "Description", "Requirements", "Hosts", "Resources", "VersionOverrides"],
        ["Host"] = ["Runtimes", "AllFormFactors", "DesktopFormFactor", "MobileFormFactor"],
        ["DesktopFormFactor"] = ["GetStarted", "FunctionFile", "ExtensionPoint"],
        ["Group"] = ["Label", "Icon", "Control"],
        ["Control"] = ["Label", "Supertip", "Icon", "Action"],
        ["Supertip"] = ["Title", "Description"],
        ["Action"] = ["TaskpaneId", "SourceLocation", "SupportsPinning"],
        ["Resources"] = ["Images", "Urls", "ShortStrings", "LongStrings"],
    };

    [Fact]
    public void The_unified_manifest_passes_Microsofts_validator()
    {
        var validator = Path.Combine(PackedManifests.Root, "node_modules/.bin/office-addin-manifest");
        File.Exists(validator).ShouldBeTrue("office-addin-manifest is not installed: run npm ci");

        var result = PackedManifests.Run("node_modules/.bin/office-addin-manifest", "validate", Path.Combine(packed.Folder, "unified/manifest.json"));

        (result.ExitCode, result.Error).ShouldBe((0, ""));
    }

    [Fact]
    public void The_package_holds_the_manifest_its_Arabic_texts_and_two_icons_of_the_right_size()
    {
        using var zip = ZipFile.OpenRead(Path.Combine(packed.Folder, "crm-unified.zip"));

        zip.Entries.Select(entry => entry.FullName).ShouldBe(["manifest.json", "ar-sa.json", "color.png", "outline.png"]);
        Size(Bytes(zip, "color.png")).ShouldBe((192, 192));
        Size(Bytes(zip, "outline.png")).ShouldBe((32, 32));
        Bytes(zip, "manifest.json").ShouldBe(File.ReadAllBytes(Path.Combine(packed.Folder, "unified/manifest.json")));
    }

    [Fact]
    public void The_unified_manifest_opens_a_pinnable_pane_in_Outlook_and_a_pane_in_Excel()
    {
        using var manifest = JsonDocument.Parse(packed.Read("unified/manifest.json"));
        var extension = manifest.RootElement.GetProperty("extensions")[0];
        var runtimes = extension.GetProperty("runtimes");

        runtimes[0].GetProperty("code").GetProperty("page").GetString().ShouldBe("https://crm.example.com/panes/outlook/taskpane.html");
        runtimes[0].GetProperty("actions")[0].GetProperty("pinnable").GetBoolean().ShouldBeTrue();
        runtimes[1].GetProperty("code").GetProperty("page").GetString().ShouldBe("https://crm.example.com/panes/excel/taskpane.html");
        foreach (var i in new[] { 0, 1 })
        {
            var control = extension.GetProperty("ribbons")[i].GetProperty("tabs")[0].GetProperty("groups")[0].GetProperty("controls")[0];
            control.GetProperty("actionId").GetString().ShouldBe(runtimes[i].GetProperty("actions")[0].GetProperty("id").GetString());
            control.GetProperty("icons").EnumerateArray().Select(icon => icon.GetProperty("size").GetInt32()).ShouldBe([16, 32, 80]);
        }
    }

    [Fact]
    public void Both_Excel_manifests_run_the_functions_of_cells_in_the_panes_page_as_long_as_the_workbook_is_open()
    {
        using var manifest = JsonDocument.Parse(packed.Read("unified/manifest.json"));
        var runtime = manifest.RootElement.GetProperty("extensions")[0].GetProperty("runtimes")[1];
        runtime.GetProperty("lifetime").GetString().ShouldBe("long");
        runtime.GetProperty("requirements").GetProperty("capabilities").EnumerateArray().Select(c => c.GetProperty("name").GetString()).ShouldContain("SharedRuntime");
        runtime.GetProperty("customFunctions").GetProperty("metadataUrl").GetString().ShouldBe("https://crm.example.com/panes/excel/functions.json");
        runtime.GetProperty("customFunctions").GetProperty("namespace").GetProperty("id").GetString().ShouldBe("CRM");

        var xml = XDocument.Parse(packed.Read("crm-excel.xml"));
        var addresses = xml.Descendants().Where(element => element.Name == Overrides + "Url").ToDictionary(url => url.Attribute("id")!.Value, url => url.Attribute("DefaultValue")!.Value);
        XElement One(string name) => xml.Descendants().Single(element => element.Name.LocalName == name);
        One("Runtime").Attribute("lifetime")!.Value.ShouldBe("long");
        addresses[One("Runtime").Attribute("resid")!.Value].ShouldBe("https://crm.example.com/panes/excel/taskpane.html");
        addresses[One("Metadata").Elements().Single().Attribute("resid")!.Value].ShouldBe("https://crm.example.com/panes/excel/functions.json");
        xml.Descendants().Single(element => element.Attribute("id")?.Value == One("Namespace").Attribute("resid")!.Value).Attribute("DefaultValue")!.Value.ShouldBe("CRM");
    }

    [Fact]
    public void Every_English_text_of_the_unified_manifest_has_an_Arabic_one()
    {
        using var manifest = JsonDocument.Parse(packed.Read("unified/manifest.json"));
        using var arabic = JsonDocument.Parse(packed.Read("unified/ar-sa.json"));
        var texts = arabic.RootElement.EnumerateObject().Where(text => text.Name != "$schema").ToList();

        texts.Count.ShouldBe(12);
        foreach (var text in texts)
        {
            var english = At(manifest.RootElement, text.Name);
            english.GetString().ShouldNotBeNullOrEmpty(text.Name);
            text.Value.GetString()!.ShouldContain(c => c >= '\u0600' && c <= '\u06FF', text.Name);
        }

        At(arabic.RootElement, "name.short", isFlat: true).GetString()!.Length.ShouldBeLessThanOrEqualTo(30);
        At(arabic.RootElement, "description.short", isFlat: true).GetString()!.Length.ShouldBeLessThanOrEqualTo(80);
    }

    [Theory]
    [InlineData("crm-outlook.xml")]
    [InlineData("crm-excel.xml")]
    public void Children_stand_in_the_order_that_Office_asks_for(string file)
    {
        var root = XDocument.Parse(packed.Read(file)).Root!;

        Names(root).ShouldBeInOrder(file == "crm-outlook.xml" ? MailOrder : PaneOrder, file);
        foreach (var element in root.Descendants())
        {
            if (OrderInside.TryGetValue(element.Name.LocalName, out var order))
                Names(element).ShouldBeInOrder(order, element.Name.LocalName);
        }
    }

    [Theory]
    [InlineData("crm-outlook.xml")]
    [InlineData("crm-excel.xml")]
    public void Texts_are_within_their_limits_in_both_languages(string file)
    {
        var root = XDocument.Parse(packed.Read(file)).Root!;
        var limits = new Dictionary<string, int> { ["DisplayName"] = 125, ["Description"] = 250, ["ShortStrings"] = 125, ["LongStrings"] = 250, ["Urls"] = 2048, ["Images"] = 2048 };

        var texts = root.Elements().Where(element => element.Name.LocalName is "DisplayName" or "Description")
            .Concat(root.Descendants().Where(element => element.Name == Overrides + "String")).ToList();
        texts.Count.ShouldBeGreaterThanOrEqualTo(6);
        foreach (var text in texts.Where(text => text.Attribute("id")?.Value != "Functions.Name"))
        {
            var limit = limits[limits.ContainsKey(text.Name.LocalName) ? text.Name.LocalName : text.Parent!.Name.LocalName];
            var arabic = text.Elements().ShouldHaveSingleItem();
            arabic.Attribute("Locale")!.Value.ShouldBe("ar-sa");
            text.Attribute("DefaultValue")!.Value.Length.ShouldBeInRange(1, limit);
            arabic.Attribute("Value")!.Value.Length.ShouldBeInRange(1, limit);
            arabic.Attribute("Value")!.Value.ShouldContain(c => c >= '\u0600' && c <= '\u06FF');
        }

        new FileInfo(Path.Combine(packed.Folder, file)).Length.ShouldBeLessThanOrEqualTo(256 * 1024);
    }

    [Theory]
    [InlineData("crm-outlook.xml", "icon-64.png", "icon-128.png")]
    [InlineData("crm-excel.xml", "icon-32.png", "icon-64.png")]
    public void Every_address_is_https_on_the_host_and_every_icon_exists_in_its_size(string file, string icon, string largeIcon)
    {
        var root = XDocument.Parse(packed.Read(file)).Root!;
        var ns = root.Name.Namespace;

        root.Element(ns + "IconUrl")!.Attribute("DefaultValue")!.Value.ShouldEndWith(icon);
        root.Element(ns + "HighResolutionIconUrl")!.Attribute("DefaultValue")!.Value.ShouldEndWith(largeIcon);
        var addresses = root.Descendants().Attributes("DefaultValue").Select(value => value.Value).Where(value => value.Contains("://", StringComparison.Ordinal)).ToList();
        addresses.Count.ShouldBeGreaterThanOrEqualTo(7);
        addresses.ShouldAllBe(address => address.StartsWith("https://crm.example.com/", StringComparison.Ordinal));
        foreach (var name in addresses.Select(address => IconName().Match(address)).Where(match => match.Success))
        {
            var size = int.Parse(name.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
            Size(File.ReadAllBytes(Path.Combine(PackedManifests.Root, "addin-manifest/icons", name.Value))).ShouldBe((size, size));
        }
    }

    [Theory]
    [InlineData("crm-outlook.xml")]
    [InlineData("crm-excel.xml")]
    public void Every_resource_that_is_asked_for_is_there(string file)
    {
        foreach (var part in XDocument.Parse(packed.Read(file)).Descendants().Where(element => element.Name.LocalName == "VersionOverrides"))
        {
            var inside = part.Descendants().Where(element => element.Ancestors().First(above => above.Name.LocalName == "VersionOverrides") == part).ToList();
            var ids = inside.Where(element => element.Name.Namespace == Overrides).Attributes("id").Select(id => id.Value).ToHashSet();

            var wanted = inside.Attributes("resid").Select(id => id.Value).ToHashSet();
            wanted.Count.ShouldBeGreaterThanOrEqualTo(8);
            wanted.Except(ids).ShouldBeEmpty();
            ids.ShouldAllBe(id => id.Length <= 32);
        }
    }

    [Fact]
    public void Only_the_newer_overrides_of_Outlook_pin_and_they_come_last_in_the_older()
    {
        var overrides = XDocument.Parse(packed.Read("crm-outlook.xml")).Descendants().Where(element => element.Name.LocalName == "VersionOverrides").ToList();

        overrides.Select(element => element.Name.NamespaceName).ShouldBe(["http://schemas.microsoft.com/office/mailappversionoverrides", "http://schemas.microsoft.com/office/mailappversionoverrides/1.1"]);
        overrides[0].Elements().Last().ShouldBe(overrides[1]);
        var pinning = XDocument.Parse(packed.Read("crm-outlook.xml")).Descendants().Where(element => element.Name.LocalName == "SupportsPinning").ShouldHaveSingleItem();
        pinning.Name.Namespace.ShouldBe(overrides[1].Name.Namespace);
    }

    [Fact]
    public void Each_manifest_has_an_id_of_its_own_that_does_not_change()
    {
        using var unified = JsonDocument.Parse(packed.Read("unified/manifest.json"));
        var ids = new[] { "crm-outlook.xml", "crm-excel.xml" }.Select(file => XDocument.Parse(packed.Read(file)).Root!).Select(root => root.Element(root.Name.Namespace + "Id")!.Value)
            .Append(unified.RootElement.GetProperty("id").GetString()!).ToList();

        ids.ShouldBe(["c1c1d6a4-86f7-4f0a-b0a8-5d2a6f5b9e42", "e7a9a0d2-1b4e-4c57-8f3c-94b0c7d13f53", "6f6b5b0e-3c0e-4a68-9a55-2f1c8d0b7a31"]);
    }

    [Theory]
    [InlineData("https://crm.example.com")]
    [InlineData("crm.example.com/panes")]
    [InlineData("crm example")]
    [InlineData("-crm.example.com")]
    [InlineData("crm.example.com:99999")]
    [InlineData("\"><script>")]
    public void A_host_that_is_none_is_refused_in_one_sentence(string host)
    {
        var result = PackedManifests.Run("scripts/pack-manifest", host, packed.Folder);

        result.ExitCode.ShouldBe(2);
        result.Error.Trim().ShouldBe($"\"{host}\" is no host name: give it without https:// and without a path, such as crm.example.com or localhost:5001.");
        result.Output.ShouldBeEmpty();
    }

    [Fact]
    public void Without_a_host_the_call_is_explained()
    {
        var result = PackedManifests.Run("scripts/pack-manifest");

        result.ExitCode.ShouldBe(2);
        result.Error.Trim().ShouldBe("Give the host under which the product is served, and optionally a folder: scripts/pack-manifest crm.example.com [OUT]");
    }

    private static List<string> Names(XElement element) => [.. element.Elements().Select(child => child.Name.LocalName)];

    private static JsonElement At(JsonElement root, string path, bool isFlat = false)
    {
        if (isFlat)
            return root.GetProperty(path);
        return Step().Matches(path).Aggregate(root, (element, step) => step.Groups[2].Success
            ? element[int.Parse(step.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture)]
            : element.GetProperty(step.Groups[1].Value));
    }

    private static byte[] Bytes(ZipArchive zip, string name)
    {
        using var stream = zip.GetEntry(name)!.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    // Width and height stand in the PNG's first chunk, big endian.
    private static (int Width, int Height) Size(byte[] png) =>
        (System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));

    [GeneratedRegex(@"icon-(\d+)\.png")]
    private static partial Regex IconName();

    [GeneratedRegex(@"([A-Za-z]+)|\[(\d+)\]")]
    private static partial Regex Step();
}

file static class OrderAssertions
{
    public static void ShouldBeInOrder(this List<string> names, string[] order, string of)
    {
        names.Where(name => !order.Contains(name)).ShouldBeEmpty(of);
        names.ShouldBe(names.OrderBy(name => Array.IndexOf(order, name)).ToList(), of);
    }
}
