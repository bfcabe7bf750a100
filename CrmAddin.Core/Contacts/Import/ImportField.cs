namespace CrmAddin.Core.Contacts.Import;

/// <summary>A field of a contact that a file's column can fill.</summary>
public enum ImportField
{
    /// <summary>The file's own id of the person.</summary>
    Id,
    /// <summary>Honorific.</summary>
    Honorific,
    /// <summary>Given name.</summary>
    GivenName,
    /// <summary>Middle name.</summary>
    MiddleName,
    /// <summary>Family name.</summary>
    FamilyName,
    /// <summary>Suffix.</summary>
    Suffix,
    /// <summary>Whole name.</summary>
    DisplayName,
    /// <summary>The name in the other script; several columns are joined.</summary>
    NameOtherScript,
    /// <summary>Position.</summary>
    JobTitle,
    /// <summary>Firm.</summary>
    Account,
    /// <summary>E-mail address; several columns may be.</summary>
    Email,
    /// <summary>What the e-mail address of the same number is for.</summary>
    EmailKind,
    /// <summary>Phone of the kind that <see cref="PhoneKind"/> of the same number says.</summary>
    Phone,
    /// <summary>What the phone of the same number is for.</summary>
    PhoneKind,
    /// <summary>Mobile phone.</summary>
    Mobile,
    /// <summary>Work phone.</summary>
    WorkPhone,
    /// <summary>Home phone.</summary>
    HomePhone,
    /// <summary>Fax.</summary>
    Fax,
    /// <summary>What the postal address of the same number is for.</summary>
    AddressKind,
    /// <summary>Street; several columns of one address are joined.</summary>
    Street,
    /// <summary>District.</summary>
    District,
    /// <summary>City.</summary>
    City,
    /// <summary>Region.</summary>
    Region,
    /// <summary>Postcode.</summary>
    Postcode,
    /// <summary>Country.</summary>
    Country,
    /// <summary>Degrees north.</summary>
    Latitude,
    /// <summary>Degrees east.</summary>
    Longitude,
    /// <summary>Web page.</summary>
    Website,
    /// <summary>Address or handle of a web or social profile.</summary>
    Profile,
    /// <summary>Network of the profile of the same number.</summary>
    ProfileKind,
    /// <summary>Name of a child.</summary>
    Child,
    /// <summary>Birthday of the child of the same number.</summary>
    ChildBirthday,
    /// <summary>Notes; several columns are joined by line breaks.</summary>
    Notes,
    /// <summary>Source.</summary>
    Source,
    /// <summary>Groups, separated by ";", "," or ":::".</summary>
    Groups,
    /// <summary>Contact types, separated like groups.</summary>
    Types,
    /// <summary>Tags, separated like groups.</summary>
    Tags,
    /// <summary>Status: Active or Potential.</summary>
    Status,
    /// <summary>Level: A, B or C.</summary>
    Level,
    /// <summary>Engagement, 0 to 10.</summary>
    EngagementScore,
    /// <summary>Interest, 0 to 10.</summary>
    InterestScore,
    /// <summary>Ability to decide, 0 to 10.</summary>
    AbilityScore,
    /// <summary>Language.</summary>
    Language,
    /// <summary>Time zone, IANA name.</summary>
    TimeZone,
    /// <summary>Best time to call.</summary>
    BestTimeToCall,
    /// <summary>Birthday.</summary>
    Birthday,
    /// <summary>Year of the birthday, where a file has it apart.</summary>
    YearOfBirth,
    /// <summary>Month of the birthday.</summary>
    MonthOfBirth,
    /// <summary>Day of the birthday.</summary>
    DayOfBirth,
    /// <summary>Anniversary.</summary>
    Anniversary,
    /// <summary>Name of the spouse.</summary>
    Spouse,
    /// <summary>Birthday of the spouse.</summary>
    SpouseBirthday,
    /// <summary>Hobbies.</summary>
    Hobbies,
    /// <summary>Education level.</summary>
    Education,
    /// <summary>Interests.</summary>
    Interests,
    /// <summary>Lifestyle.</summary>
    Lifestyle,
    /// <summary>What the person can spend.</summary>
    Budget,
    /// <summary>Currency of the budget.</summary>
    BudgetCurrency,
    /// <summary>Purchase preferences.</summary>
    PurchasePreferences,
    /// <summary>Concerns and objections.</summary>
    Concerns,
    /// <summary>No message of any kind.</summary>
    DoNotContact,
    /// <summary>User name of the owner.</summary>
    Owner,
    /// <summary>A date whose meaning the event kind of the same number says: birthday or anniversary.</summary>
    Event,
    /// <summary>What the date of the same number is.</summary>
    EventKind,
    /// <summary>A related person, whose relation <see cref="RelationKind"/> of the same number says: spouse or child.</summary>
    Relation,
    /// <summary>Who the related person of the same number is.</summary>
    RelationKind,
    /// <summary>A custom field; the target names it by key or name.</summary>
    Custom,
    /// <summary>Value of the custom field that <see cref="CustomName"/> of the same number names.</summary>
    CustomValue,
    /// <summary>Name of a custom field.</summary>
    CustomName,
}
