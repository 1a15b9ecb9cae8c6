using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Maru.Sandbox.Payments;

/// <summary>The provider's rules: what a token leads to, what can be captured, given up, given back.</summary>
internal sealed class Charges(Book book, TestTokens tokens, SandboxOptions options, TimeProvider time, Func<string> publicUrl)
{
    /// <summary>By id or by reference, to give a payment up is the same request.</summary>
    private const string VoidFingerprint = "void";

    public async Task<(SandboxPayment? Payment, Refusal? Refusal, bool TimesOut)> CreateAsync(string key, CreatePayment request)
    {
        if (Check(request) is { } refusal)
        {
            return (null, refusal, false);
        }

        var behaviour = tokens.Find(request.Token!);
        if (behaviour is null)
        {
            // A token that was used or has run out is a refusal to pay, not a broken request: the shopper can try again.
            behaviour = new Behaviour("card", "", DeclineCode: "token-invalid");
        }

        var (payment, no) = await book.CreateAsync(key, Fingerprint(request), request.Reference!, () => Make(request, behaviour));
        if (payment is { Status: Status.Processing } && no is null)
        {
            _ = DecideLaterAsync(payment.Id);
        }

        if (payment is not null && behaviour.Disputes && payment.Dispute is null && payment.Captured > 0)
        {
            await DisputeAsync(payment.Id, "fraudulent");
        }

        return (payment, no, behaviour.TimesOut && no is null);
    }

    /// <summary>After a restart: payments that were being made up the mind about.</summary>
    public void DecideProcessing()
    {
        foreach (var payment in book.List(DateTimeOffset.MinValue, null, int.MaxValue).Where(p => p.Status == Status.Processing))
        {
            _ = DecideLaterAsync(payment.Id);
        }
    }

    public Task<(SandboxPayment? Payment, Refusal? Refusal)> CaptureAsync(string id, string key, long? amount) => book.ChangeAsync(
        id, key, $"capture {id} {amount}",
        p => p.Status switch
        {
            Status.Authorized when amount is <= 0 || amount > p.Amount => (null, new Refusal(422, "amount_too_large", "No more than was authorised can be captured.")),
            Status.Authorized => (Taken(p, amount ?? p.Amount), null),
            _ => (null, new Refusal(409, "wrong_state", $"A payment that is {p.Status} cannot be captured.")),
        },
        tell: false);

    public Task<(SandboxPayment? Payment, Refusal? Refusal)> VoidAsync(string id, string key) => book.ChangeAsync(
        id, key, VoidFingerprint,
        p => p.Status switch
        {
            Status.Voided or Status.Declined => (p, null),
            Status.Captured => (null, new Refusal(409, "wrong_state", "The payment has taken money; refund it.")),
            _ => (p with { Status = Status.Voided, Action = null }, null),
        },
        tell: false);

    /// <summary>Gives up a payment by the merchant's reference. One that never arrived is made and voided, so that it cannot arrive later.</summary>
    public async Task<(SandboxPayment? Payment, Refusal? Refusal)> VoidReferenceAsync(string reference, string key, string currency)
    {
        if (book.FindByReference(reference) is { } payment)
        {
            return await VoidAsync(payment.Id, key);
        }

        var (made, no) = await book.CreateAsync(
            key, VoidFingerprint, reference, () => New(reference, null, 0, currency, new Behaviour("none", ""), false, null) with { Status = Status.Voided });
        return made is null && book.FindByReference(reference) is { } overtook ? await VoidAsync(overtook.Id, key) : (made, no);
    }

    public Task<(SandboxPayment? Payment, Refusal? Refusal)> RefundAsync(string id, string key, CreateRefund request)
    {
        if (request.Reference is not { Length: > 0 and <= 100 } reference)
        {
            return Task.FromResult<(SandboxPayment?, Refusal?)>((null, new Refusal(400, "reference_needed", "A refund needs a reference.")));
        }

        return book.ChangeAsync(
            id, key, string.Create(CultureInfo.InvariantCulture, $"refund {id} {reference} {request.Amount}"),
            p =>
            {
                if (request.Amount <= 0 || request.Amount > p.Captured - p.Refunded)
                {
                    return (null, new Refusal(422, "amount_too_large", "No more than what is left of the payment can be refunded."));
                }

                if (p.Dispute is { Status: "open" or "lost" })
                {
                    return (null, new Refusal(409, "disputed", "A disputed payment cannot be refunded."));
                }

                var refund = new SandboxRefund(
                    NewId("ref"), reference, request.Amount, p.RefundsFail ? "failed" : "succeeded", p.RefundsFail ? "account-closed" : null, request.Reason, time.GetUtcNow());
                return (p with { Refunds = [.. p.Refunds, refund], Refunded = p.Refunded + (p.RefundsFail ? 0 : request.Amount) }, null);
            },
            tell: false);
    }

    /// <summary>The shopper's answer on the 3-D Secure page or in the wallet, or the money arriving in the virtual account.</summary>
    public Task<(SandboxPayment? Payment, Refusal? Refusal)> SettleAsync(string id, bool approved) => book.ChangeAsync(
        id, key: null, "",
        p => p.Status switch
        {
            Status.RequiresAction when !approved => (p with { Status = Status.Declined, DeclineCode = "authentication-failed", Action = null }, null),
            Status.RequiresAction or Status.Processing when p.CaptureAtOnce => (Taken(p, p.Amount), null),
            Status.RequiresAction or Status.Processing => (p with { Status = Status.Authorized, Action = null }, null),
            Status.AwaitingTransfer when p.Action?.DueAt < time.GetUtcNow() => (p with { Status = Status.Declined, DeclineCode = "transfer-overdue", Action = null }, null),
            Status.AwaitingTransfer => (Taken(p, p.Amount), null),
            _ => (null, new Refusal(409, "wrong_state", $"The payment is {p.Status}.")),
        },
        tell: true);

    public Task<(SandboxPayment? Payment, Refusal? Refusal)> DisputeAsync(string id, string reason) => book.ChangeAsync(
        id, key: null, "",
        p => p is { Captured: > 0, Dispute: null } && p.Captured > p.Refunded
            ? (p with { Dispute = new SandboxDispute(NewId("dis"), p.Captured - p.Refunded, reason, "open") }, null)
            : (null, new Refusal(409, "wrong_state", "Nothing of this payment can be disputed.")),
        tell: true);

    public Task<(SandboxPayment? Payment, Refusal? Refusal)> CloseDisputeAsync(string id, bool won) => book.ChangeAsync(
        id, key: null, "",
        p => p.Dispute is { Status: "open" } dispute
            ? (p with { Dispute = dispute with { Status = won ? "won" : "lost" } }, null)
            : (null, new Refusal(409, "wrong_state", "No dispute is open.")),
        tell: true);

    private static string NewId(string prefix) => prefix + "_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private static string Fingerprint(CreatePayment r) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"create\n{r.Reference}\n{r.Order}\n{r.Amount}\n{r.Currency}\n{r.Token}\n{r.Capture}\n{r.ReturnUrl}"))));

    private static Refusal? Check(CreatePayment r) => r switch
    {
        { Reference: not { Length: > 0 and <= 100 } } => new Refusal(400, "reference_needed", "A payment needs a reference of up to 100 characters."),
        { Amount: <= 0 or > 1_000_000_000_000 } => new Refusal(400, "amount_invalid", "The amount must be positive, in minor units."),
        { Currency: not ("KRW" or "USD" or "EUR" or "JPY") } => new Refusal(400, "currency_unknown", "KRW, USD, EUR or JPY."),
        { Token: not { Length: > 0 and <= 200 } } => new Refusal(400, "token_needed", "A payment needs a token."),
        { ReturnUrl: { } url } when !Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") => new Refusal(400, "return_url_invalid", "An absolute http(s) address."),
        _ => null,
    };

    private SandboxPayment Make(CreatePayment request, Behaviour behaviour)
    {
        var payment = New(request.Reference!, request.Order, request.Amount, request.Currency!, behaviour, request.Capture, request.ReturnUrl);
        return behaviour switch
        {
            { DeclineCode: { } code } => payment with { Status = Status.Declined, DeclineCode = code },
            { Step: "3ds" or "wallet" } => payment with
            {
                Status = Status.RequiresAction,
                Action = new SandboxAction("redirect", $"{publicUrl()}/{behaviour.Step}/{payment.Id}", null, null, null, payment.CreatedAt + TimeSpan.FromMinutes(30)),
            },
            { Step: "transfer" } => payment with
            {
                Status = Status.AwaitingTransfer,
                Action = new SandboxAction(
                    "bank-transfer", $"{publicUrl()}/transfer/{payment.Id}", "Sandbox Bank",
                    RandomNumberGenerator.GetString("0123456789", 14), "Maru Sandbox", payment.CreatedAt + options.TransferDue),
            },
            { TimesOut: true } => payment,
            _ when request.Capture => Taken(payment, payment.Amount),
            _ => payment with { Status = Status.Authorized },
        };
    }

    private SandboxPayment New(string reference, string? order, long amount, string currency, Behaviour behaviour, bool capture, string? returnUrl)
    {
        var now = time.GetUtcNow();
        return new SandboxPayment(
            NewId("pay"), reference, order, Status.Processing, amount, currency, behaviour.Method, behaviour.Label, 0, 0, 0, null, null, capture, returnUrl, [], null,
            behaviour.RefundsFail, now, now, 1);
    }

    private SandboxPayment Taken(SandboxPayment payment, long amount) => payment with
    {
        Status = Status.Captured,
        Captured = amount,
        Fee = (long)Math.Round(amount * options.FeeBasisPoints / 10_000m, MidpointRounding.AwayFromZero),
        Action = null,
    };

    private async Task DecideLaterAsync(string id)
    {
        await Task.Delay(options.TimeoutHang + options.TimeoutDecides, time);
        await SettleAsync(id, approved: true);
    }
}
