// The XML manifests, for Outlook on Mac and mobile, perpetual Office and sovereign clouds, which do not read the unified one.
// Office refuses children that are not in its order (add-in documentation, "Manifest element ordering").
const escape = text => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

export function outlookManifest(site) {
  return `<?xml version="1.0" encoding="UTF-8"?>
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0" xsi:type="MailApp">
${head(site, "outlook", [64, 128])}
  <Hosts>
    <Host Name="Mailbox" />
  </Hosts>
  <Requirements>
    <Sets>
      <Set Name="Mailbox" MinVersion="1.5" />
    </Sets>
  </Requirements>
  <FormSettings>
    <Form xsi:type="ItemRead">
      <DesktopSettings>
        <SourceLocation DefaultValue="${site.url("outlook")}" />
        <RequestedHeight>250</RequestedHeight>
      </DesktopSettings>
    </Form>
  </FormSettings>
  <Permissions>ReadItem</Permissions>
  <Rule xsi:type="ItemIs" ItemType="Message" FormType="Read" />
  <DisableEntityHighlighting>true</DisableEntityHighlighting>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/mailappversionoverrides" xsi:type="VersionOverridesV1_0">
${outlookOverrides(site, "    ", "")}
    <VersionOverrides xmlns="http://schemas.microsoft.com/office/mailappversionoverrides/1.1" xsi:type="VersionOverridesV1_1">
${outlookOverrides(site, "      ", "<SupportsPinning>true</SupportsPinning>")}
    </VersionOverrides>
  </VersionOverrides>
</OfficeApp>
`;
}

export function excelManifest(site) {
  const source = `<TaskpaneId>excelPane</TaskpaneId>\n<SourceLocation resid="Pane.Url" />`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0" xsi:type="TaskPaneApp">
${head(site, "excel", [32, 64])}
  <Hosts>
    <Host Name="Workbook" />
  </Hosts>
  <Requirements>
    <Sets>
      <Set Name="ExcelApi" MinVersion="1.8" />
    </Sets>
  </Requirements>
  <DefaultSettings>
    <SourceLocation DefaultValue="${site.url("excel")}" />
  </DefaultSettings>
  <Permissions>ReadWriteDocument</Permissions>
  <VersionOverrides xmlns="http://schemas.microsoft.com/office/taskpaneappversionoverrides" xsi:type="VersionOverridesV1_0">
    <Requirements>
      <bt:Sets>
        <bt:Set Name="SharedRuntime" MinVersion="1.1" />
      </bt:Sets>
    </Requirements>
    <Hosts>
      <Host xsi:type="Workbook">
        <Runtimes>
          <Runtime resid="Pane.Url" lifetime="long" />
        </Runtimes>
        <AllFormFactors>
          <ExtensionPoint xsi:type="CustomFunctions">
            <Script>
              <SourceLocation resid="Pane.Url" />
            </Script>
            <Page>
              <SourceLocation resid="Pane.Url" />
            </Page>
            <Metadata>
              <SourceLocation resid="Functions.Url" />
            </Metadata>
            <Namespace resid="Functions.Name" />
          </ExtensionPoint>
        </AllFormFactors>
        <DesktopFormFactor>
          <ExtensionPoint xsi:type="PrimaryCommandSurface">
${indented(button("excel", "TabHome", source, [16, 32, 80]), "            ")}
          </ExtensionPoint>
        </DesktopFormFactor>
      </Host>
    </Hosts>
${indented(resources(site, "excel"), "    ")}
  </VersionOverrides>
</OfficeApp>
`;
}

function head(site, pane, [icon, largeIcon]) {
  return `  <Id>${site.ids[pane]}</Id>
  <Version>${site.version}.0</Version>
  <ProviderName>${escape(site.provider)}</ProviderName>
  <DefaultLocale>en-US</DefaultLocale>
  ${localised(site, "DisplayName", `${pane}Name`)}
  ${localised(site, "Description", `${pane}Description`)}
  <IconUrl DefaultValue="${site.icon(icon)}" />
  <HighResolutionIconUrl DefaultValue="${site.icon(largeIcon)}" />
  <SupportUrl DefaultValue="${site.url("home")}" />
  <AppDomains>
    <AppDomain>https://${site.host}</AppDomain>
  </AppDomains>`;
}

function outlookOverrides(site, indent, pinning) {
  return indented(`<Requirements>
  <bt:Sets DefaultMinVersion="1.5">
    <bt:Set Name="Mailbox" />
  </bt:Sets>
</Requirements>
<Hosts>
  <Host xsi:type="MailHost">
    <DesktopFormFactor>
      <ExtensionPoint xsi:type="MessageReadCommandSurface">
${indented(button("outlook", "TabDefault", [`<SourceLocation resid="Pane.Url" />`, pinning].filter(Boolean).join("\n"), [16, 32, 80]), "        ")}
      </ExtensionPoint>
    </DesktopFormFactor>
  </Host>
</Hosts>
${resources(site, "outlook")}`, indent);
}

function button(pane, tab, source, sizes) {
  const icon = `<Icon>\n${sizes.map(size => `  <bt:Image size="${size}" resid="Icon.${size}" />`).join("\n")}\n</Icon>`;
  const groupIcon = pane === "excel" ? `\n${indented(icon, "    ")}` : "";
  return `<OfficeTab id="${tab}">
  <Group id="${pane}Group">
    <Label resid="Group.Label" />${groupIcon}
    <Control xsi:type="Button" id="${pane}Button">
      <Label resid="Button.Label" />
      <Supertip>
        <Title resid="Button.Tip" />
        <Description resid="Button.TipText" />
      </Supertip>
${indented(icon, "      ")}
      <Action xsi:type="ShowTaskpane">
${indented(source, "        ")}
      </Action>
    </Control>
  </Group>
</OfficeTab>`;
}

function resources(site, pane) {
  return `<Resources>
  <bt:Images>
${[16, 32, 80].map(size => `    <bt:Image id="Icon.${size}" DefaultValue="${site.icon(size)}" />`).join("\n")}
  </bt:Images>
  <bt:Urls>
    <bt:Url id="Pane.Url" DefaultValue="${site.url(pane)}" />${pane === "excel" ? `\n    <bt:Url id="Functions.Url" DefaultValue="${site.url("functions")}" />` : ""}
  </bt:Urls>
  <bt:ShortStrings>${pane === "excel" ? `\n    <bt:String id="Functions.Name" DefaultValue="CRM" />` : ""}
    ${localised(site, "bt:String", "group", "Group.Label")}
    ${localised(site, "bt:String", `${pane}Button`, "Button.Label")}
    ${localised(site, "bt:String", `${pane}Tip`, "Button.Tip")}
  </bt:ShortStrings>
  <bt:LongStrings>
    ${localised(site, "bt:String", `${pane}TipText`, "Button.TipText")}
  </bt:LongStrings>
</Resources>`;
}

function localised(site, element, key, id) {
  const override = element.startsWith("bt:") ? "bt:Override" : "Override";
  const named = id ? ` id="${id}"` : "";
  return `<${element}${named} DefaultValue="${escape(site.texts["en-us"][key])}"><${override} Locale="ar-sa" Value="${escape(site.texts["ar-sa"][key])}" /></${element}>`;
}

const indented = (text, indent) => text.split("\n").map(line => indent + line).join("\n");
