using System.Globalization;
using System.Net;
using Maru.Sandbox.Payments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Sandbox.Pages;

/// <summary>Where the shopper is sent: the bank's 3-D Secure question, the wallet, and the bank counter at which a virtual account is paid.</summary>
internal sealed class ShopperPages(Book book, Charges charges)
{
    public void Map(IEndpointRouteBuilder root)
    {
        foreach (var step in new[] { "3ds", "wallet", "transfer" })
        {
            root.MapGet($"/{step}/{{id}}", (string id, HttpContext context) => Show(step, id, context));
            root.MapPost($"/{step}/{{id}}", (string id, HttpContext context) => DecideAsync(step, id, context));
        }
    }

    private IResult Show(string step, string id, HttpContext context)
    {
        if (book.Find(id) is not { } payment)
        {
            return Html(context, "Not found", "<p>There is no such payment.</p>", 404);
        }

        var sum = WebUtility.HtmlEncode(Format(payment));
        var body = (step, payment.Status) switch
        {
            ("transfer", Status.AwaitingTransfer) =>
                $"<p>{WebUtility.HtmlEncode(payment.Action!.Bank)} · {payment.Action.AccountNumber}</p>{Form("approve", "Transfer " + sum)}",
            ("3ds" or "wallet", Status.RequiresAction) => $"<p>Do you agree to pay <b>{sum}</b>?</p>{Form("approve", "Agree and pay")}{Form("deny", "Refuse")}",
            _ => $"<p>This payment of {sum} is <b>{payment.Status.Replace('_', ' ')}</b>.</p>{Back(payment)}",
        };
        return Html(context, step switch { "3ds" => "Sandbox Bank: 3-D Secure", "wallet" => "Sandbox Pay", _ => "Sandbox Bank: transfer" }, body);
    }

    private async Task<IResult> DecideAsync(string step, string id, HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        if (book.Find(id) is not { } payment || form?["decision"] is not ["approve" or "deny"])
        {
            return Html(context, "Not found", "<p>There is no such payment.</p>", 404);
        }

        var expected = step == "transfer" ? Status.AwaitingTransfer : Status.RequiresAction;
        if (payment.Status == expected)
        {
            await charges.SettleAsync(id, form["decision"] == "approve");
        }

        return payment.ReturnUrl is { } back ? Results.Redirect(back) : Show(step, id, context);
    }

    private static string Form(string decision, string label) =>
        $"<form method=post><input type=hidden name=decision value={decision}><button class={decision}>{label}</button></form>";

    private static string Back(SandboxPayment payment) => payment.ReturnUrl is { } url ? $"<p><a href=\"{WebUtility.HtmlEncode(url)}\">Back to the shop</a></p>" : "";

    private static string Format(SandboxPayment payment) => payment.Currency is "KRW" or "JPY"
        ? string.Create(CultureInfo.InvariantCulture, $"{payment.Amount:N0} {payment.Currency}")
        : string.Create(CultureInfo.InvariantCulture, $"{payment.Amount / 100m:N2} {payment.Currency}");

    private static IResult Html(HttpContext context, string title, string body, int status = 200)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";
        context.Response.Headers.CacheControl = "no-store";
        return Results.Content(
            $$"""
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{title}}</title>
            <style>
            body{margin:0;min-height:100vh;display:grid;place-items:center;font:16px/1.5 system-ui,sans-serif;background:#f2f3f5;color:#1b1b1b}
            main{width:min(92vw,400px);padding:28px;background:#fff;border:1px solid #ddd;border-radius:10px}h1{margin:0 0 12px;font-size:20px}
            button{width:100%;margin-top:10px;padding:13px;font:inherit;border-radius:8px;border:1px solid #1b1b1b;background:#fff;cursor:pointer}
            button.approve{background:#1b1b1b;color:#fff}button:focus-visible{outline:3px solid #7aa7ff;outline-offset:2px}small{color:#666}
            </style>
            <main><h1>{{title}}</h1>{{body}}<small>A sandbox. No money moves.</small></main></html>
            """,
            "text/html; charset=utf-8", statusCode: status);
    }
}
