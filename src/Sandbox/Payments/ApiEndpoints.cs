using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Sandbox.Payments;

/// <summary>What the merchant's server calls. Bearer key; Idempotency-Key on everything that moves money.</summary>
internal sealed class ApiEndpoints(Book book, Charges charges, SandboxOptions options, TimeProvider time)
{
    public Chaos Chaos { get; private set; } = options.Chaos;

    public void Map(IEndpointRouteBuilder root)
    {
        var api = root.MapGroup("/v1").AddEndpointFilter(async (call, next) =>
            IsMerchant(call.HttpContext) ? await next(call) : Answer(null, new Refusal(401, "unauthorized", "The API key is not known.")));
        api.MapPost("/payments", (Delegate)CreateAsync);
        api.MapGet("/payments/{id}", (string id) => Answer(book.Find(id), null));
        api.MapGet("/payments", List);
        api.MapPost("/payments/{id}/capture", (string id, HttpContext context) =>
            ActAsync<CapturePayment>(context, (key, body) => charges.CaptureAsync(id, key, body.Amount)));
        api.MapPost("/payments/{id}/void", (string id, HttpContext context) => ActAsync<object>(context, (key, _) => charges.VoidAsync(id, key)));
        api.MapPost("/references/{reference}/void", (string reference, string currency, HttpContext context) =>
            ActAsync<object>(context, (key, _) => charges.VoidReferenceAsync(reference, key, currency)));
        api.MapPost("/payments/{id}/refunds", (string id, HttpContext context) => ActAsync<CreateRefund>(context, (key, body) => charges.RefundAsync(id, key, body)));

        // Levers that a real provider does not have: what the world does to a payment, and how badly the provider behaves.
        var test = root.MapGroup("/test").AddEndpointFilter(async (call, next) =>
            IsMerchant(call.HttpContext) ? await next(call) : Answer(null, new Refusal(401, "unauthorized", "The API key is not known.")));
        test.MapPost("/payments/{id}/settle", async (string id, bool approved) => Answer(await charges.SettleAsync(id, approved)));
        test.MapPost("/payments/{id}/dispute", async (string id, string reason) => Answer(await charges.DisputeAsync(id, reason)));
        test.MapPost("/payments/{id}/dispute/close", async (string id, bool won) => Answer(await charges.CloseDisputeAsync(id, won)));
        test.MapGet("/chaos", () => Chaos);
        test.MapPut("/chaos", async (HttpContext context) => Chaos = await ReadAsync<Chaos>(context) ?? Chaos.None);
    }

    internal static IResult Answer((SandboxPayment? Payment, Refusal? Refusal) outcome) => Answer(outcome.Payment, outcome.Refusal);

    private static IResult Answer(SandboxPayment? payment, Refusal? refusal) => (payment, refusal) switch
    {
        (_, { } no) => Results.Json(new { error = new { no.Code, no.Message } }, SandboxJson.Options, statusCode: no.StatusCode),
        (null, null) => Results.Json(new { error = new { Code = "not_found", Message = "There is no such payment." } }, SandboxJson.Options, statusCode: 404),
        _ => Results.Json(payment, SandboxJson.Options),
    };

    private static ValueTask<T?> ReadAsync<T>(HttpContext context) => JsonSerializer.DeserializeAsync<T>(context.Request.Body, SandboxJson.Options, context.RequestAborted);

    private async Task<IResult> CreateAsync(HttpContext context)
    {
        var timesOut = false;
        var result = await ActAsync<CreatePayment>(context, async (key, body) =>
        {
            var (payment, refusal, hangs) = await charges.CreateAsync(key, body);
            timesOut = hangs && payment is { Status: Status.Processing };
            return (payment, refusal);
        });
        if (timesOut)
        {
            await Task.Delay(options.TimeoutHang, time, context.RequestAborted);
            context.Abort();
        }

        return result;
    }

    private IResult List(string? reference, DateTimeOffset? since, string? after, int? limit)
    {
        if (reference is not null)
        {
            return Results.Json(new { Items = book.FindByReference(reference) is { } one ? new[] { one } : [], More = false }, SandboxJson.Options);
        }

        var size = Math.Clamp(limit ?? 100, 1, 1000);
        var items = book.List(since ?? DateTimeOffset.MinValue, after, size + 1);
        return Results.Json(new { Items = items.Take(size), More = items.Count > size }, SandboxJson.Options);
    }

    private async Task<IResult> ActAsync<TBody>(HttpContext context, Func<string, TBody, Task<(SandboxPayment?, Refusal?)>> act) where TBody : class
    {
        var chaos = Chaos;
        if (Dice.Falls(chaos.LoseRequest))
        {
            context.Abort();
            return Results.Empty;
        }

        if (context.Request.Headers["Idempotency-Key"] is not [{ Length: > 0 and <= 255 } key])
        {
            return Answer(null, new Refusal(400, "idempotency_key_needed", "An Idempotency-Key header is needed."));
        }

        TBody? body;
        try
        {
            body = await ReadAsync<TBody>(context);
        }
        catch (JsonException)
        {
            body = null;
        }

        if (body is null)
        {
            return Answer(null, new Refusal(400, "malformed", "The body is not the JSON object expected."));
        }

        var answer = Answer(await act(key, body));
        if (Dice.Falls(chaos.LoseAnswer))
        {
            context.Abort();
        }
        else if (Dice.Falls(chaos.AnswerLate))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(chaos.LateMilliseconds), time, context.RequestAborted);
        }

        return answer;
    }

    private bool IsMerchant(HttpContext context) =>
        context.Request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.Ordinal) &&
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(header["Bearer ".Length..])), SHA256.HashData(Encoding.UTF8.GetBytes(options.ApiKey)));
}
