using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CrmAddin.Core.Store.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class MailLogging : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Messages_AccountId",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_ConversationId",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_DealId",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_MessageCopies_MailFolderId",
                table: "MessageCopies");

            migrationBuilder.DropIndex(
                name: "IX_MessageContacts_ContactId_SentAt",
                table: "MessageContacts");

            migrationBuilder.DropIndex(
                name: "IX_Contacts_SortKey_Id",
                table: "Contacts");

            migrationBuilder.AddColumn<DateTime>(
                name: "DealChosenAt",
                table: "Messages",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ReceivedAt",
                table: "MessageCopies",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "CursorAt",
                table: "MailFolders",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "CursorOptions",
                table: "MailFolders",
                type: "nvarchar(64)",
                maxLength: 64,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<DateTime>(
                name: "GoneAt",
                table: "MailFolders",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsNeverLogged",
                table: "MailFolders",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "IsReset",
                table: "MailFolders",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "ParentGraphId",
                table: "MailFolders",
                type: "nvarchar(400)",
                maxLength: 400,
                nullable: true,
                collation: "Latin1_General_100_BIN2");

            migrationBuilder.AddColumn<int>(
                name: "SkippedCount",
                table: "MailFolders",
                type: "int",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "ComparedAt",
                table: "Mailboxes",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "ComparedWholeAt",
                table: "Mailboxes",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ContactCreation",
                table: "Mailboxes",
                type: "nvarchar(30)",
                maxLength: 30,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTime>(
                name: "FoldersListedAt",
                table: "Mailboxes",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LogFrom",
                table: "Mailboxes",
                type: "datetime2",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "LogsCalendar",
                table: "Mailboxes",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "PushesContacts",
                table: "Mailboxes",
                type: "bit",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "MailFolderId",
                table: "DroppedMessages",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ReceivedOn",
                table: "DroppedMessages",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Activities",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    Kind = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    State = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Purpose = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Result = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Place = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    StartsAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    EndsAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    IsAllDay = table.Column<bool>(type: "bit", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: true),
                    DoneAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    RecurrenceRule = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    AccountId = table.Column<long>(type: "bigint", nullable: true),
                    LeadId = table.Column<long>(type: "bigint", nullable: true),
                    DealId = table.Column<long>(type: "bigint", nullable: true),
                    OwnerId = table.Column<long>(type: "bigint", nullable: true),
                    TeamId = table.Column<long>(type: "bigint", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ChangedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Activities", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Activities_Accounts_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Accounts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Activities_Deals_DealId",
                        column: x => x.DealId,
                        principalTable: "Deals",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Activities_Leads_LeadId",
                        column: x => x.LeadId,
                        principalTable: "Leads",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Activities_Users_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CalendarCursors",
                columns: table => new
                {
                    MailboxId = table.Column<long>(type: "bigint", nullable: false),
                    WindowFrom = table.Column<DateTime>(type: "datetime2", nullable: false),
                    WindowTo = table.Column<DateTime>(type: "datetime2", nullable: false),
                    Cursor = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    CursorVersion = table.Column<int>(type: "int", nullable: false),
                    Round = table.Column<int>(type: "int", nullable: false),
                    RoundBeganAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    IsRoundComplete = table.Column<bool>(type: "bit", nullable: false),
                    NewestEmailId = table.Column<long>(type: "bigint", nullable: false),
                    LastSuccessAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CalendarCursors", x => x.MailboxId);
                    table.ForeignKey(
                        name: "FK_CalendarCursors_Mailboxes_MailboxId",
                        column: x => x.MailboxId,
                        principalTable: "Mailboxes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ConfidentialThreads",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    MarkedById = table.Column<long>(type: "bigint", nullable: true),
                    MarkedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConfidentialThreads", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ConfidentialThreads_Users_MarkedById",
                        column: x => x.MarkedById,
                        principalTable: "Users",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "CreationRuns",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    MailboxId = table.Column<long>(type: "bigint", nullable: false),
                    OwnerId = table.Column<long>(type: "bigint", nullable: true),
                    Scope = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    IsAutomatic = table.Column<bool>(type: "bit", nullable: false),
                    State = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    AskedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    WorkedOnAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ExpiresAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    FoundCount = table.Column<int>(type: "int", nullable: false),
                    ReadCount = table.Column<int>(type: "int", nullable: false),
                    PrivateThreads = table.Column<int>(type: "int", nullable: false),
                    PeopleFound = table.Column<int>(type: "int", nullable: false),
                    LookAlikes = table.Column<int>(type: "int", nullable: false),
                    AccountsFound = table.Column<int>(type: "int", nullable: false),
                    ContactsMade = table.Column<int>(type: "int", nullable: false),
                    AccountsMade = table.Column<int>(type: "int", nullable: false),
                    Refused = table.Column<int>(type: "int", nullable: false),
                    MailsLogged = table.Column<int>(type: "int", nullable: false),
                    ChangeSetId = table.Column<long>(type: "bigint", nullable: true),
                    Error = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    ErrorCode = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CreationRuns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CreationRuns_ChangeSets_ChangeSetId",
                        column: x => x.ChangeSetId,
                        principalTable: "ChangeSets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CreationRuns_Mailboxes_MailboxId",
                        column: x => x.MailboxId,
                        principalTable: "Mailboxes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CreationRuns_Users_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MailGaps",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    MailboxId = table.Column<long>(type: "bigint", nullable: false),
                    MailFolderId = table.Column<long>(type: "bigint", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    FoundCount = table.Column<int>(type: "int", nullable: false),
                    DecidedCount = table.Column<int>(type: "int", nullable: false),
                    FilledCount = table.Column<int>(type: "int", nullable: false),
                    LeftCount = table.Column<int>(type: "int", nullable: false),
                    FoundAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailGaps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MailGaps_MailFolders_MailFolderId",
                        column: x => x.MailFolderId,
                        principalTable: "MailFolders",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MailGaps_Mailboxes_MailboxId",
                        column: x => x.MailboxId,
                        principalTable: "Mailboxes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MailNotifications",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    MailboxId = table.Column<long>(type: "bigint", nullable: false),
                    SubscriptionId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Event = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    Count = table.Column<int>(type: "int", nullable: false),
                    ReceivedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailNotifications", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MailNotifications_Mailboxes_MailboxId",
                        column: x => x.MailboxId,
                        principalTable: "Mailboxes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MailOutages",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    MailboxId = table.Column<long>(type: "bigint", nullable: false),
                    Since = table.Column<DateTime>(type: "datetime2", nullable: false),
                    RaisedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    ToldAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    EndToldAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    TellAgainAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastErrorCode = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    TellError = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailOutages", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MailOutages_Mailboxes_MailboxId",
                        column: x => x.MailboxId,
                        principalTable: "Mailboxes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MailRules",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    OwnerId = table.Column<long>(type: "bigint", nullable: true),
                    ScopeKey = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    Pattern = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: false, collation: "Latin1_General_100_BIN2"),
                    CreatedAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    CreatedById = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailRules", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MailRules_Users_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MailSays",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    MailboxId = table.Column<long>(type: "bigint", nullable: false),
                    KeyedHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Kind = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailSays", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MailSays_Mailboxes_MailboxId",
                        column: x => x.MailboxId,
                        principalTable: "Mailboxes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "MailSubscriptions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    MailboxId = table.Column<long>(type: "bigint", nullable: false),
                    GraphId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    NotificationUrl = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    ClientStateHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ExpiresAt = table.Column<DateTime>(type: "datetime2", nullable: true),
                    NextCheckAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ClaimedUntil = table.Column<DateTime>(type: "datetime2", nullable: true),
                    LastError = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    LastErrorCode = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    FailureCount = table.Column<int>(type: "int", nullable: false),
                    ReceivedCount = table.Column<long>(type: "bigint", nullable: false),
                    LastReceivedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailSubscriptions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MailSubscriptions_Mailboxes_MailboxId",
                        column: x => x.MailboxId,
                        principalTable: "Mailboxes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OutlookContacts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    MailboxId = table.Column<long>(type: "bigint", nullable: false),
                    ContactId = table.Column<long>(type: "bigint", nullable: false),
                    GraphId = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true, collation: "Latin1_General_100_BIN2"),
                    State = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    ContactVersion = table.Column<int>(type: "int", nullable: false),
                    PushedHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    KnownJson = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    ChangeKey = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    PushedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutlookContacts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OutlookContacts_Mailboxes_MailboxId",
                        column: x => x.MailboxId,
                        principalTable: "Mailboxes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "OutlookFolders",
                columns: table => new
                {
                    MailboxId = table.Column<long>(type: "bigint", nullable: false),
                    GraphId = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Cursor = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    CursorVersion = table.Column<int>(type: "int", nullable: false),
                    LastSuccessAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutlookFolders", x => x.MailboxId);
                    table.ForeignKey(
                        name: "FK_OutlookFolders_Mailboxes_MailboxId",
                        column: x => x.MailboxId,
                        principalTable: "Mailboxes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "OutlookOffers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    MailboxId = table.Column<long>(type: "bigint", nullable: false),
                    MailboxId1 = table.Column<long>(type: "bigint", nullable: true),
                    OwnerId = table.Column<long>(type: "bigint", nullable: true),
                    Kind = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    State = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    ContactId = table.Column<long>(type: "bigint", nullable: true),
                    GraphId = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Field = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Ours = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Theirs = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    OfferedAt = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutlookOffers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OutlookOffers_Mailboxes_MailboxId",
                        column: x => x.MailboxId,
                        principalTable: "Mailboxes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_OutlookOffers_Mailboxes_MailboxId1",
                        column: x => x.MailboxId1,
                        principalTable: "Mailboxes",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ActivityContacts",
                columns: table => new
                {
                    ActivityId = table.Column<long>(type: "bigint", nullable: false),
                    ContactId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ActivityContacts", x => new { x.ActivityId, x.ContactId });
                    table.ForeignKey(
                        name: "FK_ActivityContacts_Activities_ActivityId",
                        column: x => x.ActivityId,
                        principalTable: "Activities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_ActivityContacts_Contacts_ContactId",
                        column: x => x.ContactId,
                        principalTable: "Contacts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "LoggedMeetings",
                columns: table => new
                {
                    ActivityId = table.Column<long>(type: "bigint", nullable: false),
                    IdentityHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    KeptReason = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    KeptDetail = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LoggedMeetings", x => x.ActivityId);
                    table.ForeignKey(
                        name: "FK_LoggedMeetings_Activities_ActivityId",
                        column: x => x.ActivityId,
                        principalTable: "Activities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ConfidentialThreadKeys",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ThreadId = table.Column<long>(type: "bigint", nullable: false),
                    KeyedHash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConfidentialThreadKeys", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ConfidentialThreadKeys_ConfidentialThreads_ThreadId",
                        column: x => x.ThreadId,
                        principalTable: "ConfidentialThreads",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "CreationCandidates",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    RunId = table.Column<long>(type: "bigint", nullable: false),
                    AddressKey = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DisplayName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    GivenName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    FamilyName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    JobTitle = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Phones = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    AccountName = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Domain = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: true),
                    IsAccountKnown = table.Column<bool>(type: "bit", nullable: false),
                    MailCount = table.Column<int>(type: "int", nullable: false),
                    LastMailAt = table.Column<DateTime>(type: "datetime2", nullable: false),
                    ReadFrom = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    HasSignature = table.Column<bool>(type: "bit", nullable: false),
                    LookAlikeId = table.Column<long>(type: "bigint", nullable: true),
                    LookAlikeScore = table.Column<double>(type: "float", nullable: true),
                    IsTicked = table.Column<bool>(type: "bit", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CreationCandidates", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CreationCandidates_CreationRuns_RunId",
                        column: x => x.RunId,
                        principalTable: "CreationRuns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MeetingCopies",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    ActivityId = table.Column<long>(type: "bigint", nullable: false),
                    MailboxId = table.Column<long>(type: "bigint", nullable: false),
                    EventId = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
                    SeriesId = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true, collation: "Latin1_General_100_BIN2"),
                    IsException = table.Column<bool>(type: "bit", nullable: false),
                    OriginalStart = table.Column<DateTime>(type: "datetime2", nullable: true),
                    Visibility = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    OwnerId = table.Column<long>(type: "bigint", nullable: true),
                    TeamId = table.Column<long>(type: "bigint", nullable: true),
                    Round = table.Column<int>(type: "int", nullable: false),
                    RemovedAt = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MeetingCopies", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MeetingCopies_LoggedMeetings_ActivityId",
                        column: x => x.ActivityId,
                        principalTable: "LoggedMeetings",
                        principalColumn: "ActivityId",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_MeetingCopies_Mailboxes_MailboxId",
                        column: x => x.MailboxId,
                        principalTable: "Mailboxes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Messages_AccountId_SentAt_Id",
                table: "Messages",
                columns: new[] { "AccountId", "SentAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Messages_ConversationId_SentAt_Id",
                table: "Messages",
                columns: new[] { "ConversationId", "SentAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Messages_DealId_SentAt_Id",
                table: "Messages",
                columns: new[] { "DealId", "SentAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_MessageCopies_MailFolderId_ReceivedAt",
                table: "MessageCopies",
                columns: new[] { "MailFolderId", "ReceivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_MessageContacts_ContactId_SentAt_MessageId",
                table: "MessageContacts",
                columns: new[] { "ContactId", "SentAt", "MessageId" });

            migrationBuilder.CreateIndex(
                name: "IX_DroppedMessages_MailFolderId_ReceivedOn",
                table: "DroppedMessages",
                columns: new[] { "MailFolderId", "ReceivedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_SortKey_Id_AccountId",
                table: "Contacts",
                columns: new[] { "SortKey", "Id", "AccountId" });

            migrationBuilder.CreateIndex(
                name: "IX_Activities_AccountId",
                table: "Activities",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_DealId",
                table: "Activities",
                column: "DealId");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_Kind_StartsAt",
                table: "Activities",
                columns: new[] { "Kind", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Activities_LeadId",
                table: "Activities",
                column: "LeadId");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_OwnerId",
                table: "Activities",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_Activities_TeamId_StartsAt",
                table: "Activities",
                columns: new[] { "TeamId", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ActivityContacts_ContactId_ActivityId",
                table: "ActivityContacts",
                columns: new[] { "ContactId", "ActivityId" });

            migrationBuilder.CreateIndex(
                name: "IX_ConfidentialThreadKeys_KeyedHash",
                table: "ConfidentialThreadKeys",
                column: "KeyedHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ConfidentialThreadKeys_ThreadId",
                table: "ConfidentialThreadKeys",
                column: "ThreadId");

            migrationBuilder.CreateIndex(
                name: "IX_ConfidentialThreads_MarkedById",
                table: "ConfidentialThreads",
                column: "MarkedById");

            migrationBuilder.CreateIndex(
                name: "IX_CreationCandidates_RunId_AddressKey",
                table: "CreationCandidates",
                columns: new[] { "RunId", "AddressKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CreationRuns_ChangeSetId",
                table: "CreationRuns",
                column: "ChangeSetId");

            migrationBuilder.CreateIndex(
                name: "IX_CreationRuns_MailboxId",
                table: "CreationRuns",
                column: "MailboxId");

            migrationBuilder.CreateIndex(
                name: "IX_CreationRuns_OwnerId",
                table: "CreationRuns",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_CreationRuns_State_AskedAt",
                table: "CreationRuns",
                columns: new[] { "State", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_LoggedMeetings_IdentityHash",
                table: "LoggedMeetings",
                column: "IdentityHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MailGaps_MailboxId_FoundAt",
                table: "MailGaps",
                columns: new[] { "MailboxId", "FoundAt" });

            migrationBuilder.CreateIndex(
                name: "IX_MailGaps_MailFolderId",
                table: "MailGaps",
                column: "MailFolderId");

            migrationBuilder.CreateIndex(
                name: "IX_MailNotifications_MailboxId",
                table: "MailNotifications",
                column: "MailboxId");

            migrationBuilder.CreateIndex(
                name: "IX_MailOutages_MailboxId",
                table: "MailOutages",
                column: "MailboxId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MailRules_OwnerId",
                table: "MailRules",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_MailRules_ScopeKey_Pattern",
                table: "MailRules",
                columns: new[] { "ScopeKey", "Pattern" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MailSays_MailboxId_KeyedHash",
                table: "MailSays",
                columns: new[] { "MailboxId", "KeyedHash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MailSubscriptions_GraphId",
                table: "MailSubscriptions",
                column: "GraphId");

            migrationBuilder.CreateIndex(
                name: "IX_MailSubscriptions_MailboxId",
                table: "MailSubscriptions",
                column: "MailboxId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MailSubscriptions_NextCheckAt",
                table: "MailSubscriptions",
                column: "NextCheckAt");

            migrationBuilder.CreateIndex(
                name: "IX_MeetingCopies_ActivityId_MailboxId",
                table: "MeetingCopies",
                columns: new[] { "ActivityId", "MailboxId" });

            migrationBuilder.CreateIndex(
                name: "IX_MeetingCopies_MailboxId_EventId",
                table: "MeetingCopies",
                columns: new[] { "MailboxId", "EventId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MeetingCopies_MailboxId_SeriesId",
                table: "MeetingCopies",
                columns: new[] { "MailboxId", "SeriesId" });

            migrationBuilder.CreateIndex(
                name: "IX_OutlookContacts_ContactId",
                table: "OutlookContacts",
                column: "ContactId");

            migrationBuilder.CreateIndex(
                name: "IX_OutlookContacts_MailboxId_ContactId",
                table: "OutlookContacts",
                columns: new[] { "MailboxId", "ContactId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OutlookContacts_MailboxId_GraphId",
                table: "OutlookContacts",
                columns: new[] { "MailboxId", "GraphId" },
                unique: true,
                filter: "[GraphId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_OutlookOffers_ContactId",
                table: "OutlookOffers",
                column: "ContactId");

            migrationBuilder.CreateIndex(
                name: "IX_OutlookOffers_MailboxId_GraphId_Field",
                table: "OutlookOffers",
                columns: new[] { "MailboxId", "GraphId", "Field" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OutlookOffers_MailboxId1",
                table: "OutlookOffers",
                column: "MailboxId1");

            migrationBuilder.CreateIndex(
                name: "IX_OutlookOffers_OwnerId_State_Id",
                table: "OutlookOffers",
                columns: new[] { "OwnerId", "State", "Id" });

            migrationBuilder.AddForeignKey(
                name: "FK_DroppedMessages_MailFolders_MailFolderId",
                table: "DroppedMessages",
                column: "MailFolderId",
                principalTable: "MailFolders",
                principalColumn: "Id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_DroppedMessages_MailFolders_MailFolderId",
                table: "DroppedMessages");

            migrationBuilder.DropTable(
                name: "ActivityContacts");

            migrationBuilder.DropTable(
                name: "CalendarCursors");

            migrationBuilder.DropTable(
                name: "ConfidentialThreadKeys");

            migrationBuilder.DropTable(
                name: "CreationCandidates");

            migrationBuilder.DropTable(
                name: "MailGaps");

            migrationBuilder.DropTable(
                name: "MailNotifications");

            migrationBuilder.DropTable(
                name: "MailOutages");

            migrationBuilder.DropTable(
                name: "MailRules");

            migrationBuilder.DropTable(
                name: "MailSays");

            migrationBuilder.DropTable(
                name: "MailSubscriptions");

            migrationBuilder.DropTable(
                name: "MeetingCopies");

            migrationBuilder.DropTable(
                name: "OutlookContacts");

            migrationBuilder.DropTable(
                name: "OutlookFolders");

            migrationBuilder.DropTable(
                name: "OutlookOffers");

            migrationBuilder.DropTable(
                name: "ConfidentialThreads");

            migrationBuilder.DropTable(
                name: "CreationRuns");

            migrationBuilder.DropTable(
                name: "LoggedMeetings");

            migrationBuilder.DropTable(
                name: "Activities");

            migrationBuilder.DropIndex(
                name: "IX_Messages_AccountId_SentAt_Id",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_ConversationId_SentAt_Id",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_Messages_DealId_SentAt_Id",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_MessageCopies_MailFolderId_ReceivedAt",
                table: "MessageCopies");

            migrationBuilder.DropIndex(
                name: "IX_MessageContacts_ContactId_SentAt_MessageId",
                table: "MessageContacts");

            migrationBuilder.DropIndex(
                name: "IX_DroppedMessages_MailFolderId_ReceivedOn",
                table: "DroppedMessages");

            migrationBuilder.DropIndex(
                name: "IX_Contacts_SortKey_Id_AccountId",
                table: "Contacts");

            migrationBuilder.DropColumn(
                name: "DealChosenAt",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "ReceivedAt",
                table: "MessageCopies");

            migrationBuilder.DropColumn(
                name: "CursorAt",
                table: "MailFolders");

            migrationBuilder.DropColumn(
                name: "CursorOptions",
                table: "MailFolders");

            migrationBuilder.DropColumn(
                name: "GoneAt",
                table: "MailFolders");

            migrationBuilder.DropColumn(
                name: "IsNeverLogged",
                table: "MailFolders");

            migrationBuilder.DropColumn(
                name: "IsReset",
                table: "MailFolders");

            migrationBuilder.DropColumn(
                name: "ParentGraphId",
                table: "MailFolders");

            migrationBuilder.DropColumn(
                name: "SkippedCount",
                table: "MailFolders");

            migrationBuilder.DropColumn(
                name: "ComparedAt",
                table: "Mailboxes");

            migrationBuilder.DropColumn(
                name: "ComparedWholeAt",
                table: "Mailboxes");

            migrationBuilder.DropColumn(
                name: "ContactCreation",
                table: "Mailboxes");

            migrationBuilder.DropColumn(
                name: "FoldersListedAt",
                table: "Mailboxes");

            migrationBuilder.DropColumn(
                name: "LogFrom",
                table: "Mailboxes");

            migrationBuilder.DropColumn(
                name: "LogsCalendar",
                table: "Mailboxes");

            migrationBuilder.DropColumn(
                name: "PushesContacts",
                table: "Mailboxes");

            migrationBuilder.DropColumn(
                name: "MailFolderId",
                table: "DroppedMessages");

            migrationBuilder.DropColumn(
                name: "ReceivedOn",
                table: "DroppedMessages");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_AccountId",
                table: "Messages",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_ConversationId",
                table: "Messages",
                column: "ConversationId");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_DealId",
                table: "Messages",
                column: "DealId");

            migrationBuilder.CreateIndex(
                name: "IX_MessageCopies_MailFolderId",
                table: "MessageCopies",
                column: "MailFolderId");

            migrationBuilder.CreateIndex(
                name: "IX_MessageContacts_ContactId_SentAt",
                table: "MessageContacts",
                columns: new[] { "ContactId", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Contacts_SortKey_Id",
                table: "Contacts",
                columns: new[] { "SortKey", "Id" });
        }
    }
}
