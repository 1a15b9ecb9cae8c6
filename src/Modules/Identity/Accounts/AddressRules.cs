using Maru.Contracts;
using Maru.Platform.Http;

namespace Maru.Modules.Identity.Accounts;

/// <summary>What an address must have to be delivered to.</summary>
internal static class AddressRules
{
    public static ValidationFailure? Check(Address address) => new FieldErrors()
        .Text(address.Name, "name", 100)
        .Text(address.Line1, "line1", 200)
        .Text(address.Line2, "line2", 200, required: false)
        .Text(address.City, "city", 100)
        .Text(address.Region, "region", 100, required: false)
        .Text(address.PostalCode, "postalCode", 20)
        .Unless(address.Country is { Length: 2 } country && country.All(char.IsAsciiLetterUpper), "country", "must be a two-letter country code (ISO 3166-1)")
        .Text(address.Phone, "phone", 30)
        .ToFailure();
}
