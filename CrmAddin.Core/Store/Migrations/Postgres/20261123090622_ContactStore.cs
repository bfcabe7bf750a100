using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace CrmAddin.Core.Store.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ContactStore : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_PostalAddress_Contacts_ContactId",
                table: "PostalAddress");

            migrationBuilder.DropPrimaryKey(
                name: "PK_SearchKeys",
                table: "SearchKeys");

            migrationBuilder.DropIndex(
                name: "IX_SearchKeys_Key_ContactId",
                table: "SearchKeys");

            migrationBuilder.DropIndex(
                name: "IX_SearchKeys_OwnerId_Key_ContactId",
                table: "SearchKeys");

            migrationBuilder.DropIndex(
                name: "IX_SearchKeys_TeamId_Key_ContactId",
                table: "SearchKeys");

            migrationBuilder.DropPrimaryKey(
                name: "PK_PostalAddress",
                table: "PostalAddress");

            migrationBuilder.RenameTable(
                name: "PostalAddress",
                newName: "PostalAddresses");

            migrationBuilder.RenameIndex(
                name: "IX_PostalAddress_ContactId",
                table: "PostalAddresses",
                newName: "IX_PostalAddresses_ContactId");

            // Search keys are made anew by what they are made of; origins of values are kept in another form.
            migrationBuilder.Sql("DELETE FROM \"SearchKeys\"");
            migrationBuilder.Sql("UPDATE \"Contacts\" SET \"ProvenanceJson\" = NULL");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "SearchKeys");

            migrationBuilder.AddColumn<byte>(
                name: "Kind",
                table: "SearchKeys",
                type: "smallint",
                nullable: false);

            migrationBuilder.AddColumn<long>(
                name: "MergedIntoId",
                table: "LookupItems",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "AnniversaryOn",
                table: "Contacts",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ArchivedAt",
                table: "Contacts",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "BestTimeToCall",
                table: "Contacts",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "Budget",
                table: "Contacts",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "BudgetCurrency",
                table: "Contacts",
                type: "character varying(3)",
                maxLength: 3,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Concerns",
                table: "Contacts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Education",
                table: "Contacts",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Hobbies",
                table: "Contacts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Interests",
                table: "Contacts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Lifestyle",
                table: "Contacts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "MergedIntoId",
                table: "Contacts",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "NextAction",
                table: "Contacts",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "NextActionOn",
                table: "Contacts",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PurchasePreferences",
                table: "Contacts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "SpouseBirthdayOn",
                table: "Contacts",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SpouseName",
                table: "Contacts",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TimeZone",
                table: "Contacts",
                type: "character varying(50)",
                maxLength: 50,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Notes",
                table: "Accounts",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "OtherNameKey",
                table: "Accounts",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true,
                collation: "C");

            migrationBuilder.AddPrimaryKey(
                name: "PK_SearchKeys",
                table: "SearchKeys",
                columns: new[] { "ContactId", "Key", "Kind" });

            migrationBuilder.AddPrimaryKey(
                name: "PK_PostalAddresses",
                table: "PostalAddresses",
                column: "Id");

            migrationBuilder.CreateTable(
                name: "AccountAddress",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Street = table.Column<string>(type: "text", nullable: true),
                    District = table.Column<string>(type: "text", nullable: true),
                    City = table.Column<string>(type: "text", nullable: true),
                    Region = table.Column<string>(type: "text", nullable: true),
                    Postcode = table.Column<string>(type: "text", nullable: true),
                    Country = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountAddress", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccountAddress_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AccountPhone",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Raw = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    E164 = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountPhone", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccountPhone_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "AuditLinks",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    ChangeSetId = table.Column<long>(type: "bigint", nullable: false),
                    FirstEntryId = table.Column<long>(type: "bigint", nullable: true),
                    LastEntryId = table.Column<long>(type: "bigint", nullable: true),
                    EntryCount = table.Column<int>(type: "integer", nullable: false),
                    AboutSalt = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    AboutDigest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    Digest = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditLinks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ContactChildren",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ContactId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    BirthdayOn = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContactChildren", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ContactChildren_Contacts_ContactId",
                        column: x => x.ContactId,
                        principalTable: "Contacts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ContactProfiles",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ContactId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Url = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ContactProfiles", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ContactProfiles_Contacts_ContactId",
                        column: x => x.ContactId,
                        principalTable: "Contacts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CustomFields",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Entity = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Key = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    NameArabic = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    IsRetired = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomFields", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Documents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ContactId = table.Column<long>(type: "bigint", nullable: true),
                    AccountId = table.Column<long>(type: "bigint", nullable: true),
                    DealId = table.Column<long>(type: "bigint", nullable: true),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    FileName = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    ContentType = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    SizeBytes = table.Column<long>(type: "bigint", nullable: false),
                    Sha256 = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    UploadedById = table.Column<long>(type: "bigint", nullable: true),
                    RemovedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Documents", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Documents_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Documents_Contacts_ContactId",
                        column: x => x.ContactId,
                        principalTable: "Contacts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Documents_Deals_DealId",
                        column: x => x.DealId,
                        principalTable: "Deals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Documents_Users_UploadedById",
                        column: x => x.UploadedById,
                        principalTable: "Users",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "DuplicatePairs",
                columns: table => new
                {
                    AId = table.Column<long>(type: "bigint", nullable: false),
                    BId = table.Column<long>(type: "bigint", nullable: false),
                    Score = table.Column<double>(type: "double precision", nullable: false),
                    ReasonsJson = table.Column<string>(type: "character varying(4000)", maxLength: 4000, nullable: false),
                    State = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    FoundAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    DecidedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    DecidedById = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DuplicatePairs", x => new { x.AId, x.BId });
                    table.ForeignKey(
                        name: "FK_DuplicatePairs_Contacts_AId",
                        column: x => x.AId,
                        principalTable: "Contacts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DuplicatePairs_Contacts_BId",
                        column: x => x.BId,
                        principalTable: "Contacts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DuplicateScans",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    ScannedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    People = table.Column<int>(type: "integer", nullable: false),
                    Pairs = table.Column<int>(type: "integer", nullable: false),
                    Seconds = table.Column<double>(type: "double precision", nullable: false),
                    WeightsJson = table.Column<string>(type: "text", nullable: false),
                    LastAuditEntryId = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DuplicateScans", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ErasedPersons",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Kind = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    KeyedHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    ErasedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ErasedPersons", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ImportMappings",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    NameKey = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    UserId = table.Column<long>(type: "bigint", nullable: true),
                    MapJson = table.Column<string>(type: "text", nullable: false),
                    SavedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportMappings", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ImportMappings_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ImportRuns",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ChangeSetId = table.Column<long>(type: "bigint", nullable: true),
                    UserId = table.Column<long>(type: "bigint", nullable: true),
                    FileName = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: false),
                    FilePath = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    SourceHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    Format = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: true),
                    MapJson = table.Column<string>(type: "text", nullable: true),
                    Source = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    State = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RowsInFile = table.Column<long>(type: "bigint", nullable: true),
                    Read = table.Column<long>(type: "bigint", nullable: false),
                    Created = table.Column<long>(type: "bigint", nullable: false),
                    Updated = table.Column<long>(type: "bigint", nullable: false),
                    Unchanged = table.Column<long>(type: "bigint", nullable: false),
                    Rejected = table.Column<long>(type: "bigint", nullable: false),
                    PossibleDuplicates = table.Column<long>(type: "bigint", nullable: false),
                    RejectsFile = table.Column<string>(type: "character varying(1000)", maxLength: 1000, nullable: true),
                    Error = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportRuns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ImportRuns_ChangeSets_ChangeSetId",
                        column: x => x.ChangeSetId,
                        principalTable: "ChangeSets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ImportRuns_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "NameWords",
                columns: table => new
                {
                    Deletion = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C"),
                    Word = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NameWords", x => new { x.Deletion, x.Word });
                });

            migrationBuilder.CreateTable(
                name: "RequiredFields",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Entity = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    StageId = table.Column<long>(type: "bigint", nullable: true),
                    Field = table.Column<string>(type: "character varying(150)", maxLength: 150, nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RequiredFields", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RequiredFields_Stages_StageId",
                        column: x => x.StageId,
                        principalTable: "Stages",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SavedFilters",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    UserId = table.Column<long>(type: "bigint", nullable: true),
                    Entity = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    NameKey = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    FilterJson = table.Column<string>(type: "text", nullable: false),
                    IsDefault = table.Column<bool>(type: "boolean", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SavedFilters", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SavedFilters_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "CustomFieldChoice",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    CustomFieldId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    NameArabic = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: true),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    IsRetired = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomFieldChoice", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CustomFieldChoice_CustomFields_CustomFieldId",
                        column: x => x.CustomFieldId,
                        principalTable: "CustomFields",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "DocumentContents",
                columns: table => new
                {
                    DocumentId = table.Column<long>(type: "bigint", nullable: false),
                    Bytes = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DocumentContents", x => x.DocumentId);
                    table.ForeignKey(
                        name: "FK_DocumentContents_Documents_DocumentId",
                        column: x => x.DocumentId,
                        principalTable: "Documents",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CustomFieldValues",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    CustomFieldId = table.Column<long>(type: "bigint", nullable: false),
                    ContactId = table.Column<long>(type: "bigint", nullable: true),
                    AccountId = table.Column<long>(type: "bigint", nullable: true),
                    LeadId = table.Column<long>(type: "bigint", nullable: true),
                    DealId = table.Column<long>(type: "bigint", nullable: true),
                    Text = table.Column<string>(type: "text", nullable: true),
                    TextKey = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true, collation: "C"),
                    Number = table.Column<long>(type: "bigint", nullable: true),
                    Day = table.Column<DateOnly>(type: "date", nullable: true),
                    ChoiceId = table.Column<long>(type: "bigint", nullable: true),
                    LinkedContactId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomFieldValues", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CustomFieldValues_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CustomFieldValues_Contacts_ContactId",
                        column: x => x.ContactId,
                        principalTable: "Contacts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CustomFieldValues_Contacts_LinkedContactId",
                        column: x => x.LinkedContactId,
                        principalTable: "Contacts",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_CustomFieldValues_CustomFieldChoice_ChoiceId",
                        column: x => x.ChoiceId,
                        principalTable: "CustomFieldChoice",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CustomFieldValues_CustomFields_CustomFieldId",
                        column: x => x.CustomFieldId,
                        principalTable: "CustomFields",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CustomFieldValues_Deals_DealId",
                        column: x => x.DealId,
                        principalTable: "Deals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_CustomFieldValues_Leads_LeadId",
                        column: x => x.LeadId,
                        principalTable: "Leads",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SearchKeys_Key_Kind_ContactId",
                table: "SearchKeys",
                columns: new[] { "Key", "Kind", "ContactId" });

            migrationBuilder.CreateIndex(
                name: "IX_SearchKeys_OwnerId_Key_Kind_ContactId",
                table: "SearchKeys",
                columns: new[] { "OwnerId", "Key", "Kind", "ContactId" },
                filter: "\"OwnerId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_SearchKeys_TeamId_Key_Kind_ContactId",
                table: "SearchKeys",
                columns: new[] { "TeamId", "Key", "Kind", "ContactId" },
                filter: "\"TeamId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_LookupItems_MergedIntoId",
                table: "LookupItems",
                column: "MergedIntoId");

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_ChangedAt_Id",
                table: "Contacts",
                columns: new[] { "ChangedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_LastContactedAt_Id",
                table: "Contacts",
                columns: new[] { "LastContactedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_Level_SortKey_Id",
                table: "Contacts",
                columns: new[] { "Level", "SortKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_MergedIntoId",
                table: "Contacts",
                column: "MergedIntoId",
                filter: "\"MergedIntoId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Accounts_OtherNameKey_Id",
                table: "Accounts",
                columns: new[] { "OtherNameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Accounts_TeamId_NameKey_Id",
                table: "Accounts",
                columns: new[] { "TeamId", "NameKey", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_AccountAddress_AccountId",
                table: "AccountAddress",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_AccountPhone_AccountId",
                table: "AccountPhone",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_AccountPhone_E164",
                table: "AccountPhone",
                column: "E164");

            migrationBuilder.CreateIndex(
                name: "IX_AuditLinks_ChangeSetId",
                table: "AuditLinks",
                column: "ChangeSetId");

            migrationBuilder.CreateIndex(
                name: "IX_ContactChildren_ContactId",
                table: "ContactChildren",
                column: "ContactId");

            migrationBuilder.CreateIndex(
                name: "IX_ContactProfiles_ContactId",
                table: "ContactProfiles",
                column: "ContactId");

            migrationBuilder.CreateIndex(
                name: "IX_CustomFieldChoice_CustomFieldId",
                table: "CustomFieldChoice",
                column: "CustomFieldId");

            migrationBuilder.CreateIndex(
                name: "IX_CustomFields_Entity_Key",
                table: "CustomFields",
                columns: new[] { "Entity", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CustomFieldValues_AccountId",
                table: "CustomFieldValues",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_CustomFieldValues_ChoiceId",
                table: "CustomFieldValues",
                column: "ChoiceId");

            migrationBuilder.CreateIndex(
                name: "IX_CustomFieldValues_ContactId",
                table: "CustomFieldValues",
                column: "ContactId");

            migrationBuilder.CreateIndex(
                name: "IX_CustomFieldValues_CustomFieldId_ChoiceId",
                table: "CustomFieldValues",
                columns: new[] { "CustomFieldId", "ChoiceId" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomFieldValues_CustomFieldId_Day",
                table: "CustomFieldValues",
                columns: new[] { "CustomFieldId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomFieldValues_CustomFieldId_Number",
                table: "CustomFieldValues",
                columns: new[] { "CustomFieldId", "Number" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomFieldValues_CustomFieldId_TextKey",
                table: "CustomFieldValues",
                columns: new[] { "CustomFieldId", "TextKey" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomFieldValues_DealId",
                table: "CustomFieldValues",
                column: "DealId");

            migrationBuilder.CreateIndex(
                name: "IX_CustomFieldValues_LeadId",
                table: "CustomFieldValues",
                column: "LeadId");

            migrationBuilder.CreateIndex(
                name: "IX_CustomFieldValues_LinkedContactId",
                table: "CustomFieldValues",
                column: "LinkedContactId");

            migrationBuilder.CreateIndex(
                name: "IX_Documents_AccountId",
                table: "Documents",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_Documents_ContactId",
                table: "Documents",
                column: "ContactId");

            migrationBuilder.CreateIndex(
                name: "IX_Documents_DealId",
                table: "Documents",
                column: "DealId");

            migrationBuilder.CreateIndex(
                name: "IX_Documents_UploadedById",
                table: "Documents",
                column: "UploadedById");

            migrationBuilder.CreateIndex(
                name: "IX_DuplicatePairs_BId",
                table: "DuplicatePairs",
                column: "BId");

            migrationBuilder.CreateIndex(
                name: "IX_DuplicatePairs_State_Score_AId_BId",
                table: "DuplicatePairs",
                columns: new[] { "State", "Score", "AId", "BId" });

            migrationBuilder.CreateIndex(
                name: "IX_ErasedPersons_KeyedHash_Kind",
                table: "ErasedPersons",
                columns: new[] { "KeyedHash", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ImportMappings_UserId_NameKey",
                table: "ImportMappings",
                columns: new[] { "UserId", "NameKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ImportRuns_ChangeSetId",
                table: "ImportRuns",
                column: "ChangeSetId");

            migrationBuilder.CreateIndex(
                name: "IX_ImportRuns_SourceHash",
                table: "ImportRuns",
                column: "SourceHash");

            migrationBuilder.CreateIndex(
                name: "IX_ImportRuns_UserId",
                table: "ImportRuns",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_NameWords_Word",
                table: "NameWords",
                column: "Word");

            migrationBuilder.CreateIndex(
                name: "IX_RequiredFields_Entity_Field_StageId",
                table: "RequiredFields",
                columns: new[] { "Entity", "Field", "StageId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RequiredFields_StageId",
                table: "RequiredFields",
                column: "StageId");

            migrationBuilder.CreateIndex(
                name: "IX_SavedFilters_UserId_Entity_NameKey",
                table: "SavedFilters",
                columns: new[] { "UserId", "Entity", "NameKey" },
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Contacts_Contacts_MergedIntoId",
                table: "Contacts",
                column: "MergedIntoId",
                principalTable: "Contacts",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_LookupItems_LookupItems_MergedIntoId",
                table: "LookupItems",
                column: "MergedIntoId",
                principalTable: "LookupItems",
                principalColumn: "Id");

            migrationBuilder.AddForeignKey(
                name: "FK_PostalAddresses_Contacts_ContactId",
                table: "PostalAddresses",
                column: "ContactId",
                principalTable: "Contacts",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Contacts_Contacts_MergedIntoId",
                table: "Contacts");

            migrationBuilder.DropForeignKey(
                name: "FK_LookupItems_LookupItems_MergedIntoId",
                table: "LookupItems");

            migrationBuilder.DropForeignKey(
                name: "FK_PostalAddresses_Contacts_ContactId",
                table: "PostalAddresses");

            migrationBuilder.DropTable(
                name: "AccountAddress");

            migrationBuilder.DropTable(
                name: "AccountPhone");

            migrationBuilder.DropTable(
                name: "AuditLinks");

            migrationBuilder.DropTable(
                name: "ContactChildren");

            migrationBuilder.DropTable(
                name: "ContactProfiles");

            migrationBuilder.DropTable(
                name: "CustomFieldValues");

            migrationBuilder.DropTable(
                name: "DocumentContents");

            migrationBuilder.DropTable(
                name: "DuplicatePairs");

            migrationBuilder.DropTable(
                name: "DuplicateScans");

            migrationBuilder.DropTable(
                name: "ErasedPersons");

            migrationBuilder.DropTable(
                name: "ImportMappings");

            migrationBuilder.DropTable(
                name: "ImportRuns");

            migrationBuilder.DropTable(
                name: "NameWords");

            migrationBuilder.DropTable(
                name: "RequiredFields");

            migrationBuilder.DropTable(
                name: "SavedFilters");

            migrationBuilder.DropTable(
                name: "CustomFieldChoice");

            migrationBuilder.DropTable(
                name: "Documents");

            migrationBuilder.DropTable(
                name: "CustomFields");

            migrationBuilder.DropPrimaryKey(
                name: "PK_SearchKeys",
                table: "SearchKeys");

            migrationBuilder.DropIndex(
                name: "IX_SearchKeys_Key_Kind_ContactId",
                table: "SearchKeys");

            migrationBuilder.DropIndex(
                name: "IX_SearchKeys_OwnerId_Key_Kind_ContactId",
                table: "SearchKeys");

            migrationBuilder.DropIndex(
                name: "IX_SearchKeys_TeamId_Key_Kind_ContactId",
                table: "SearchKeys");

            migrationBuilder.DropIndex(
                name: "IX_LookupItems_MergedIntoId",
                table: "LookupItems");

            migrationBuilder.DropIndex(
                name: "IX_Contacts_ChangedAt_Id",
                table: "Contacts");

            migrationBuilder.DropIndex(
                name: "IX_Contacts_LastContactedAt_Id",
                table: "Contacts");

            migrationBuilder.DropIndex(
                name: "IX_Contacts_Level_SortKey_Id",
                table: "Contacts");

            migrationBuilder.DropIndex(
                name: "IX_Contacts_MergedIntoId",
                table: "Contacts");

            migrationBuilder.DropIndex(
                name: "IX_Accounts_OtherNameKey_Id",
                table: "Accounts");

            migrationBuilder.DropIndex(
                name: "IX_Accounts_TeamId_NameKey_Id",
                table: "Accounts");

            migrationBuilder.DropPrimaryKey(
                name: "PK_PostalAddresses",
                table: "PostalAddresses");

            migrationBuilder.DropColumn(
                name: "MergedIntoId",
                table: "LookupItems");

            migrationBuilder.DropColumn(
                name: "AnniversaryOn",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "ArchivedAt",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "BestTimeToCall",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "Budget",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "BudgetCurrency",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "Concerns",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "Education",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "Hobbies",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "Interests",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "Lifestyle",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "MergedIntoId",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "NextAction",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "NextActionOn",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "PurchasePreferences",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "SpouseBirthdayOn",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "SpouseName",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "TimeZone",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "Notes",
                table: "Accounts");

            migrationBuilder.DropColumn(
                name: "OtherNameKey",
                table: "Accounts");

            migrationBuilder.RenameTable(
                name: "PostalAddresses",
                newName: "PostalAddress");

            migrationBuilder.RenameIndex(
                name: "IX_PostalAddresses_ContactId",
                table: "PostalAddress",
                newName: "IX_PostalAddress_ContactId");

            migrationBuilder.Sql("DELETE FROM \"SearchKeys\"");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "SearchKeys");

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "SearchKeys",
                type: "character varying(30)",
                maxLength: 30,
                nullable: false);

            migrationBuilder.AddPrimaryKey(
                name: "PK_SearchKeys",
                table: "SearchKeys",
                columns: new[] { "ContactId", "Kind", "Key" });

            migrationBuilder.AddPrimaryKey(
                name: "PK_PostalAddress",
                table: "PostalAddress",
                column: "Id");

            migrationBuilder.CreateIndex(
                name: "IX_SearchKeys_Key_ContactId",
                table: "SearchKeys",
                columns: new[] { "Key", "ContactId" });

            migrationBuilder.CreateIndex(
                name: "IX_SearchKeys_OwnerId_Key_ContactId",
                table: "SearchKeys",
                columns: new[] { "OwnerId", "Key", "ContactId" });

            migrationBuilder.CreateIndex(
                name: "IX_SearchKeys_TeamId_Key_ContactId",
                table: "SearchKeys",
                columns: new[] { "TeamId", "Key", "ContactId" });

            migrationBuilder.AddForeignKey(
                name: "FK_PostalAddress_Contacts_ContactId",
                table: "PostalAddress",
                column: "ContactId",
                principalTable: "Contacts",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
        }
    }
}
