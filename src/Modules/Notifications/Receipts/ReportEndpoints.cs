using Maru.Contracts;
using Maru.Contracts.Notifications;
using Maru.Modules.Notifications.Channels.Texting;
using Maru.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using NotFound = Maru.Contracts.NotFound;

namespace Maru.Modules.Notifications.Receipts;

/// <summary>Where providers and devices say what became of messages. Nobody signs in here: each report proves by itself where it is from.</summary>
internal static class ReportEndpoints
{
    private const int LargestBody = 1 << 20;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/notifications/reports/sendgrid", FromSendGridAsync);
        api.MapPost("/notifications/reports/twilio/{id}", FromTwilioAsync).DisableAntiforgery();
        api.MapPost("/notifications/receipts/{token}", FromDeviceAsync);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> FromSendGridAsync(
        HttpRequest request, NotificationsOptions options, ReportDesk desk, TimeProvider time, ILoggerFactory log, CancellationToken ct)
    {
        if (options.SendGrid?.WebhookKey is not { } key)
        {
            return new NotFound("provider").ToProblem();
        }

        if (await ReadBodyAsync(request, ct) is not { } body)
        {
            return TypedResults.Problem("The report is larger than any provider sends.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        if (!SendGridReports.IsGenuine(key, request.Headers[SendGridReports.SignatureHeader], request.Headers[SendGridReports.TimestampHeader], body, time.GetUtcNow()) ||
            SendGridReports.Read(body) is not { } reports)
        {
            NotificationsLog.ReportRefused(log.CreateLogger(typeof(ReportEndpoints).FullName!), "sendgrid", "not genuine");
            return new ReportRefused().ToProblem();
        }

        foreach (var (message, report) in reports)
        {
            await desk.ApplyAsync(message, report, ct);
        }

        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> FromTwilioAsync(
        MessageId id, HttpRequest request, NotificationsOptions options, ReportDesk desk, ILoggerFactory log, CancellationToken ct)
    {
        if (options.Twilio is not { } twilio)
        {
            return new NotFound("provider").ToProblem();
        }

        if (!request.HasFormContentType || request.ContentLength is null or > LargestBody)
        {
            return new ReportRefused().ToProblem();
        }

        var form = (await request.ReadFormAsync(ct)).ToDictionary(f => f.Key, f => f.Value.ToString());

        // Signed is the address that was asked for, not the one a proxy made of it.
        if (!TwilioReports.IsGenuine(twilio.AuthToken, TwilioChannel.StatusAddress(options.PublicAddress, id), form, request.Headers[TwilioReports.SignatureHeader]))
        {
            NotificationsLog.ReportRefused(log.CreateLogger(typeof(ReportEndpoints).FullName!), "twilio", "not genuine");
            return new ReportRefused().ToProblem();
        }

        if (TwilioReports.Read(form.GetValueOrDefault("MessageStatus"), form.GetValueOrDefault("ErrorCode")) is { } report)
        {
            await desk.ApplyAsync(id, report, ct);
        }

        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> FromDeviceAsync(string token, ReceiptLinks links, ReportDesk desk, CancellationToken ct, string state = "delivered")
    {
        if (links.Read(token) is not { } message || state is not ("delivered" or "opened"))
        {
            return new NotFound("message").ToProblem();
        }

        await desk.ApplyAsync(message, new Report(state == "opened" ? MessageState.Opened : MessageState.Delivered), ct);
        return TypedResults.NoContent();
    }

    private static async Task<byte[]?> ReadBodyAsync(HttpRequest request, CancellationToken ct)
    {
        using var body = new MemoryStream();
        var buffer = new byte[8192];
        for (int read; (read = await request.Body.ReadAsync(buffer, ct)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > LargestBody)
            {
                return null;
            }
        }

        return body.ToArray();
    }
}

internal sealed record ReportRefused() : Failure(FailureKind.Invalid, "report-refused", "The report is not signed by the provider, or is not in its format.");
