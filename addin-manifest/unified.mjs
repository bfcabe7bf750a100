// The unified manifest for Microsoft 365 (schema 1.30): one package for Outlook and Excel.
const schema = "https://developer.microsoft.com/json-schemas/teams/v1.30/";

export function unifiedManifest(site) {
  const t = site.texts["en-us"];
  return {
    $schema: `${schema}MicrosoftTeams.schema.json`,
    manifestVersion: "1.30",
    version: site.version,
    id: site.ids.unified,
    localizationInfo: { defaultLanguageTag: "en-us", additionalLanguages: [{ languageTag: "ar-sa", file: "ar-sa.json" }] },
    developer: { name: site.provider, websiteUrl: site.url("home"), privacyUrl: site.url("home"), termsOfUseUrl: site.url("home") },
    name: { short: t.shortName, full: t.fullName },
    description: { short: t.shortDescription, full: t.fullDescription },
    icons: { outline: "outline.png", color: "color.png" },
    accentColor: site.accentColor,
    validDomains: [site.host],
    authorization: {
      permissions: {
        resourceSpecific: [
          { name: "MailboxItem.Read.User", type: "Delegated" },
          { name: "Document.ReadWrite.User", type: "Delegated" },
        ],
      },
    },
    extensions: [{
      requirements: { scopes: ["mail", "workbook"] },
      runtimes: [
        pane("OutlookPane", "ShowOutlookPane", "mail", [{ name: "Mailbox", minVersion: "1.5" }], site.url("outlook"), { pinnable: true }),
        {
          ...pane("ExcelPane", "ShowExcelPane", "workbook", [{ name: "ExcelApi", minVersion: "1.8" }, { name: "SharedRuntime", minVersion: "1.1" }], site.url("excel"), {}),
          // The pane and the functions of cells are one page: it has the token, and it lives as long as the workbook.
          lifetime: "long",
          customFunctions: { namespace: { id: "CRM", name: "CRM" }, metadataUrl: site.url("functions") },
        },
      ],
      ribbons: [
        ribbon(site, "mail", "mailRead", "TabDefault", "outlook", "ShowOutlookPane"),
        ribbon(site, "workbook", "default", "TabHome", "excel", "ShowExcelPane"),
      ],
      // Where both kinds are deployed, people see one button.
      alternates: [hides("mail", site.ids.outlook), hides("workbook", site.ids.excel)],
    }],
  };
}

/** The texts of another language, each under the path of the text that it stands for. */
export function unifiedTexts(site, language) {
  const t = site.texts[language];
  const texts = {
    $schema: `${schema}MicrosoftTeams.Localization.schema.json`,
    "name.short": t.shortName,
    "name.full": t.fullName,
    "description.short": t.shortDescription,
    "description.full": t.fullDescription,
  };
  ["outlook", "excel"].forEach((pane, ribbon) => {
    const group = `extensions[0].ribbons[${ribbon}].tabs[0].groups[0]`;
    texts[`${group}.label`] = t.group;
    texts[`${group}.controls[0].label`] = t[`${pane}Button`];
    texts[`${group}.controls[0].supertip.title`] = t[`${pane}Tip`];
    texts[`${group}.controls[0].supertip.description`] = t[`${pane}TipText`];
  });
  return texts;
}

function hides(scope, officeAddinId) {
  return { requirements: { scopes: [scope] }, hide: { customOfficeAddin: { officeAddinId } } };
}

function pane(id, action, scope, capabilities, page, options) {
  return {
    requirements: { scopes: [scope], capabilities },
    id,
    type: "general",
    code: { page },
    lifetime: "short",
    actions: [{ id: action, type: "openPage", view: id, ...options }],
  };
}

function ribbon(site, scope, context, builtInTabId, pane, actionId) {
  const t = site.texts["en-us"];
  const icons = [16, 32, 80].map(size => ({ size, url: site.icon(size) }));
  return {
    requirements: { scopes: [scope] },
    contexts: [context],
    tabs: [{
      builtInTabId,
      groups: [{
        id: `${pane}Group`,
        label: t.group,
        icons,
        controls: [{
          id: `${pane}Button`,
          type: "button",
          label: t[`${pane}Button`],
          icons,
          supertip: { title: t[`${pane}Tip`], description: t[`${pane}TipText`] },
          actionId,
        }],
      }],
    }],
  };
}
