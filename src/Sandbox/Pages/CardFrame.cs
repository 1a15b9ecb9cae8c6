using System.Text.Json;
using Maru.Sandbox.Payments;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Sandbox.Pages;

/// <summary>
/// The card form, served from the provider's origin into a frame of the merchant's page: the number goes to the provider, the merchant gets a token
/// by <c>postMessage</c>: <c>{type: "sandbox.token", token, label}</c>. The merchant asks with <c>{type: "sandbox.submit"}</c>.
/// </summary>
internal sealed class CardFrame(TestTokens tokens)
{
    public void Map(IEndpointRouteBuilder root)
    {
        root.MapGet("/frame", (HttpContext context, string? lang) =>
        {
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; form-action 'none'; base-uri 'none'";
            context.Response.Headers["Referrer-Policy"] = "no-referrer";
            return Results.Content(Page(lang == "ko"), "text/html; charset=utf-8");
        });
        root.MapGet("/frame.js", () => Results.Content(Script, "text/javascript; charset=utf-8"));
        root.MapPost("/frame/tokens", async (HttpContext context) =>
        {
            // Only the frame itself may make tokens: other origins would need a preflight, which is never answered.
            if (context.Request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
            {
                return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
            }

            try
            {
                var card = await JsonSerializer.DeserializeAsync<Card>(context.Request.Body, SandboxJson.Options, context.RequestAborted);
                var (token, label, problem) = tokens.Mint(card?.Number, card?.Expiry, card?.Cvc);
                return problem is null
                    ? Results.Json(new { token, label }, SandboxJson.Options)
                    : Results.Json(new { problem }, SandboxJson.Options, statusCode: StatusCodes.Status422UnprocessableEntity);
            }
            catch (JsonException)
            {
                return Results.BadRequest();
            }
        });
    }

    private static string Page(bool korean) => $$"""
        <!doctype html><html lang="{{(korean ? "ko" : "en")}}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>{{(korean ? "카드" : "Card")}}</title>
        <style>
        *{box-sizing:border-box}body{margin:0;font:15px/1.4 system-ui,"Noto Sans KR",sans-serif;color:#1b1b1b;background:transparent}
        form{display:grid;grid-template-columns:1fr 1fr;gap:12px;padding:2px}label{display:block;font-size:13px;color:#555}.wide{grid-column:1/-1}
        input{width:100%;margin-top:4px;padding:11px 12px;font:inherit;color:inherit;border:1px solid #bbb;border-radius:6px;background:#fff}
        input:focus-visible{outline:2px solid #1b1b1b;outline-offset:1px}input[aria-invalid=true]{border-color:#b3261e}
        p{grid-column:1/-1;margin:0;font-size:13px;color:#b3261e;min-height:1.4em}
        :root{color-scheme:light dark}
        @media(prefers-color-scheme:dark){body{color:#eee}label{color:#b5aea4}input{background:#1f1c19;border-color:#7d746a}input:focus-visible{outline-color:#eee}p{color:#ff9a8a} }
        </style>
        <form id="card" novalidate>
        <label class="wide">{{(korean ? "카드 번호" : "Card number")}}<input name="number" inputmode="numeric" autocomplete="cc-number" placeholder="4242 4242 4242 4242" required maxlength="23"></label>
        <label>{{(korean ? "유효기간 (월/년)" : "Expiry (MM/YY)")}}<input name="expiry" inputmode="numeric" autocomplete="cc-exp" placeholder="12/34" required maxlength="7"></label>
        <label>{{(korean ? "보안 코드" : "Security code")}}<input name="cvc" inputmode="numeric" autocomplete="cc-csc" placeholder="123" required maxlength="4"></label>
        <p role="alert" data-number="{{(korean ? "카드 번호를 확인해 주세요." : "Check the card number.")}}" data-expiry="{{(korean ? "유효기간을 확인해 주세요." : "Check the expiry date.")}}"
         data-cvc="{{(korean ? "보안 코드를 확인해 주세요." : "Check the security code.")}}" data-network="{{(korean ? "카드사에 연결할 수 없습니다. 다시 시도해 주세요." : "The provider cannot be reached. Try again.")}}"></p>
        </form><script src="/frame.js"></script></html>
        """;

    private const string Script = """
        const form = document.getElementById('card');
        const alertLine = form.querySelector('[role=alert]');
        const merchant = document.referrer ? new URL(document.referrer).origin : null;
        const tell = message => parent.postMessage(message, merchant ?? '*');

        async function submit() {
          alertLine.textContent = '';
          for (const field of form.elements) field.removeAttribute('aria-invalid');
          let answer;
          try {
            const reply = await fetch('/frame/tokens', {
              method: 'POST', headers: { 'Content-Type': 'application/json' },
              body: JSON.stringify({ number: form.number.value, expiry: form.expiry.value, cvc: form.cvc.value }),
            });
            answer = await reply.json();
          } catch {
            answer = { problem: 'network' };
          }
          if (answer.token) {
            tell({ type: 'sandbox.token', token: answer.token, label: answer.label });
            return;
          }
          alertLine.textContent = alertLine.dataset[answer.problem] ?? '';
          const field = form.elements[answer.problem];
          field?.setAttribute('aria-invalid', 'true');
          field?.focus();
          tell({ type: 'sandbox.invalid', field: answer.problem });
        }

        form.addEventListener('submit', event => { event.preventDefault(); submit(); });
        addEventListener('message', event => {
          if (event.source === parent && event.data?.type === 'sandbox.submit') submit();
        });
        tell({ type: 'sandbox.ready', height: document.documentElement.scrollHeight });
        """;

    private sealed record Card(string? Number, string? Expiry, string? Cvc);
}
