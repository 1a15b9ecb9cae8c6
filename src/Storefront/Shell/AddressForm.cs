using Maru.Contracts;
using Microsoft.AspNetCore.Http;

namespace Maru.Storefront.Shell;

/// <summary>An address as it stands in a form: any part may be missing still.</summary>
public sealed record AddressForm(string? Name, string? Line1, string? Line2, string? City, string? PostalCode, string? Country, string? Phone)
{
    public static AddressForm Of(Address address) => new(address.Name, address.Line1, address.Line2, address.City, address.PostalCode, address.Country, address.Phone);

    public static AddressForm Read(IFormCollection form) =>
        new(form.Text("name"), form.Text("line1"), form.Text("line2"), form.Text("city"), form.Text("postalCode"), form.Text("country"), form.Text("phone"));

    public Address ToAddress() => new(Name ?? "", Line1 ?? "", Line2, City ?? "", null, PostalCode ?? "", Country ?? "", Phone ?? "");
}

internal static class FormValues
{
    /// <summary>Trimmed; null where the field is empty or missing.</summary>
    public static string? Text(this IFormCollection form, string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;
}
