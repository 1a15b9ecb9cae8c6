using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Platform.Http;

namespace Maru.Modules.Ordering.Checkout;

/// <summary>The rules a checkout request must keep before anything is looked up.</summary>
internal static class CheckoutValidation
{
    public static ValidationFailure? Check(CheckoutRequest request)
    {
        var errors = new FieldErrors()
            .Text(request.Email, "email", 254)
            .Unless(IsEmail(request.Email), "email", "is not an e-mail address")
            .Unless(request.Language is "ko" or "en", "language", "must be ko or en")
            .Text(request.ShippingOption, "shippingOption", 64, required: false)
            .Text(request.PaymentProvider, "payment.provider", 64)
            .Text(request.PaymentToken, "payment.token", 512)
            .Text(request.ReturnUrl, "returnUrl", 2048, required: false)
            .Unless(request.PointsToUse >= 0, "pointsToUse", "must not be negative")
            .Unless(request.PointsToUse == 0 || request.User is not null, "pointsToUse", "needs you to be signed in");
        Check(errors, request.ShippingAddress);
        return errors.ToFailure();
    }

    public static void Check(FieldErrors errors, Address? address)
    {
        if (address is null)
        {
            errors.Unless(false, "shippingAddress", "is needed");
            return;
        }

        errors.Text(address.Name, "shippingAddress.name", 100)
            .Text(address.Line1, "shippingAddress.line1", 200)
            .Text(address.Line2, "shippingAddress.line2", 200, required: false)
            .Text(address.City, "shippingAddress.city", 100)
            .Text(address.Region, "shippingAddress.region", 100, required: false)
            .Text(address.PostalCode, "shippingAddress.postalCode", 20)
            .Text(address.Phone, "shippingAddress.phone", 30)
            .Unless(address.Country is { Length: 2 } country && country.All(char.IsAsciiLetterUpper), "shippingAddress.country", "must be two capital letters (ISO 3166-1)");
    }

    /// <summary>Only what no mail server could deliver to is refused.</summary>
    private static bool IsEmail(string? text)
    {
        if (text is null)
        {
            return false;
        }

        var at = text.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at == text.LastIndexOf('@') && at < text.Length - 1 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
    }
}
