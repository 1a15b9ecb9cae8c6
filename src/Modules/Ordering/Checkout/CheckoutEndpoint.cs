using Maru.Contracts;
using Maru.Contracts.Ordering;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Maru.Platform.Http.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maru.Modules.Ordering.Checkout;

/// <summary>POST /api/v1/checkout.</summary>
internal static class CheckoutEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/checkout", CheckoutAsync).WithName("Checkout").Limited(RateLimits.Checkout);

    private static async Task<Results<Created<CheckoutOutcome>, ProblemHttpResult>> CheckoutAsync(
        CheckoutBody body, IdempotencyKey key, Caller caller, IOrdering ordering, HttpContext http, CancellationToken ct)
    {
        var request = new CheckoutRequest(
            body.CartId, body.Email ?? "", body.Language ?? "ko", body.ShippingAddress!, body.ShippingOption ?? "", body.Payment?.Provider ?? "", body.Payment?.Token ?? "",
            body.PointsToUse, caller.User, http.Connection.RemoteIpAddress?.ToString(), body.ReturnUrl,
            caller.User is { } user ? $"user:{user}" : $"cart:{body.CartId}", key.Value, body.ExpectedTotal);
        var result = await ordering.CheckoutAsync(request, ct);
        if (!result.Succeeded)
        {
            return result.Failure.ToProblem();
        }

        var outcome = result.Value;
        if (outcome.Failure is { } failure)
        {
            var problem = failure.ToProblem();
            problem.ProblemDetails.Extensions["orderId"] = outcome.OrderId;
            problem.ProblemDetails.Extensions["number"] = outcome.Number;
            problem.ProblemDetails.Extensions["orderStatus"] = outcome.Status;
            return problem;
        }

        return TypedResults.Created($"/api/v1/orders/{outcome.OrderId}", outcome);
    }
}

/// <param name="PointsToUse">Members may pay a part with points.</param>
/// <param name="ExpectedTotal">Refuses the order if it would come to another sum.</param>
internal sealed record CheckoutBody(
    CartId CartId, string? Email, Address? ShippingAddress, string? ShippingOption, CheckoutPayment? Payment, long PointsToUse = 0, string? Language = null,
    string? ReturnUrl = null, Money? ExpectedTotal = null) : ILimitedRequest
{
    string? ILimitedRequest.LimitSubject => CartId.ToString();
}

internal sealed record CheckoutPayment(string? Provider, string? Token);
