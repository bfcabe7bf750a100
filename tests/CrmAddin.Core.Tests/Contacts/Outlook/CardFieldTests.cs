using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Outlook;

namespace CrmAddin.Core.Tests.Contacts.Outlook;

public sealed class CardFieldTests
{
    [Fact]
    public void A_card_holds_what_Outlook_has_room_for_primary_first()
    {
        var card = CardField.Of(Ann());

        card["displayName"].ShouldBe("Ann Lee");
        card.Lines("emails").ShouldBe(["two@client.example", "one@client.example", "three@client.example"]);
        card.Lines("businessPhones").ShouldBe(["11"]);
        card["mobilePhone"].ShouldBe("22");
        card["businessAddress"].ShouldBe("\nRiyadh\n\n\nSA");
        card["homePhones"].ShouldBeNull();
    }

    [Fact]
    public void Outlook_s_addresses_take_the_place_of_the_shared_ones_and_the_rest_stays()
    {
        var draft = CardField.Named("emails").Put(new ContactDraft(), Ann(), "new@client.example\none@client.example");

        draft.Emails!.Select(e => (e.Address, e.Kind)).ShouldBe(
            [("new@client.example", AddressKind.Work), ("one@client.example", AddressKind.Home), ("four@client.example", AddressKind.Work)]);
    }

    [Fact]
    public void A_number_of_one_kind_leaves_those_of_the_others()
    {
        var draft = CardField.Named("mobilePhone").Put(new ContactDraft(), Ann(), "33");

        draft.Phones!.Select(p => (p.Raw, p.Kind)).ShouldBe([("33", PhoneKind.Mobile), ("11", PhoneKind.Work), ("99", PhoneKind.Fax)]);
        CardField.Named("mobilePhone").Put(new ContactDraft(), Ann(), "").Phones!.Select(p => p.Raw).ShouldBe(["11", "99"]);
    }

    [Fact]
    public void An_address_comes_back_line_by_line()
    {
        var draft = CardField.Named("businessAddress").Put(new ContactDraft(), Ann(), "1 New Street\nJeddah\n\n21577");

        draft.Addresses!.ShouldBe([new AddressValue(AddressKind.Home, "Home", null, null, null, null, null), new AddressValue(AddressKind.Work, "1 New Street", null, "Jeddah", null, "21577", null)]);
    }

    [Fact]
    public void A_card_survives_being_kept_and_tells_what_differs()
    {
        var card = CardField.Of(Ann());
        var kept = OutlookCard.FromJson(card.ToJson());
        var other = new OutlookCard([KeyValuePair.Create("displayName", (string?)"Ann Lee")]);

        (kept.Hash(), kept.Differences(card).Count).ShouldBe((card.Hash(), 0));
        other.Differences(card).ShouldBe(["emails", "businessPhones", "mobilePhone", "businessAddress", "homeAddress"]);
        OutlookCard.FromJson("")["displayName"].ShouldBeNull();
    }

    private static Contact Ann()
    {
        var contact = new Contact { DisplayName = "Ann Lee" };
        contact.Emails.AddRange([
            new ContactEmail { Id = 1, Address = "one@client.example", AddressKey = "one@client.example", Kind = AddressKind.Home },
            new ContactEmail { Id = 2, Address = "two@client.example", AddressKey = "two@client.example", IsPrimary = true },
            new ContactEmail { Id = 3, Address = "three@client.example", AddressKey = "three@client.example" },
            new ContactEmail { Id = 4, Address = "four@client.example", AddressKey = "four@client.example" },
        ]);
        contact.Phones.AddRange([
            new ContactPhone { Id = 1, Raw = "11", Kind = PhoneKind.Work },
            new ContactPhone { Id = 2, Raw = "22", Kind = PhoneKind.Mobile, IsPrimary = true },
            new ContactPhone { Id = 3, Raw = "99", Kind = PhoneKind.Fax },
        ]);
        contact.Addresses.Add(new PostalAddress { Id = 1, Kind = AddressKind.Work, City = "Riyadh", Country = "SA" });
        contact.Addresses.Add(new PostalAddress { Id = 2, Kind = AddressKind.Home, Street = "Home" });
        return contact;
    }
}
