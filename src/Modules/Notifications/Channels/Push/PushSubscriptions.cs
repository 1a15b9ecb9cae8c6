using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Maru.Contracts;
using Maru.Contracts.Notifications;
using Maru.Platform.Auth;
using Maru.Platform.Data;
using Maru.Platform.Http;
using Maru.Platform.Json;

namespace Maru.Modules.Notifications.Channels.Push;

/// <summary>People's browsers and apps. Addresses and tokens are sealed: who has them can write to the person's screen.</summary>
internal sealed class PushSubscriptions(Database<NotificationsModule> database, NotificationsOptions options, VapidKey vapid, MasterKey master, TimeProvider time) : IPushSubscriptions
{
    private const int MostPerPerson = 20;
    private readonly byte[] _digestKey = master.Derive("notifications push subscriptions");

    public Task<string> GetWebPushKeyAsync(CancellationToken ct) => vapid.PublicAsync(ct);

    public async Task<Result<PushSubscriptionView>> AddBrowserAsync(UserId user, BrowserSubscription subscription, CancellationToken ct)
    {
        var allowPrivate = options.WebPush?.AllowPrivateAddresses == true;
        var errors = new FieldErrors()
            .Unless(
                subscription.Endpoint is { Length: > 0 and <= 2000 } text && Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == "https" || (allowPrivate && address.Scheme == "http")),
                "endpoint", "must be an https address of at most 2000 characters")
            .Unless(WebPushCipher.IsPublicKey(Decode(subscription.P256dh)), "p256dh", "must be a P-256 public key in base64url")
            .Unless(Decode(subscription.Auth) is { Length: 16 }, "auth", "must be 16 bytes in base64url")
            .Text(subscription.Device, "device", 100, required: false);
        return errors.ToFailure() is { } invalid
            ? invalid
            : await AddAsync(user, "web", subscription.Endpoint, new Target(subscription.Endpoint, subscription.P256dh, subscription.Auth), subscription.Device, ct);
    }

    public async Task<Result<PushSubscriptionView>> AddAppAsync(UserId user, AppToken token, CancellationToken ct)
    {
        var errors = new FieldErrors()
            .Unless(token.Platform is "fcm" or "apns", "platform", "must be fcm or apns")
            .Unless(token.Token is { Length: > 0 and <= 4096 } text && text.All(c => c is > ' ' and <= '~'), "token", "must be 1 to 4096 visible ASCII characters")
            .Unless(token.Platform != "apns" || (token.Token?.Length is >= 32 and <= 200 && token.Token.All(char.IsAsciiHexDigit)), "token", "must be hexadecimal for apns")
            .Text(token.Device, "device", 100, required: false);
        return errors.ToFailure() is { } invalid ? invalid : await AddAsync(user, token.Platform, token.Token!, new Target(token.Token!, null, null), token.Device, ct);
    }

    public async Task<IReadOnlyList<PushSubscriptionView>> ListAsync(UserId user, CancellationToken ct) =>
        await database.QueryAsync<PushSubscriptionView>(
            "select id, platform, device, created_at, last_used_at from push_subscriptions where user_id = @user order by created_at", new { user }, ct);

    public async Task<Result<Done>> RemoveAsync(UserId user, SubscriptionId id, CancellationToken ct) =>
        await database.ExecuteAsync("delete from push_subscriptions where id = @id and user_id = @user", new { id, user }, ct) == 1 ? Done.Value : new NotFound("subscription");

    /// <summary>Where to push a person's messages.</summary>
    public async Task<ILookup<UserId, PushTarget>> TargetsOfAsync(IReadOnlyCollection<UserId> users, IReadOnlyCollection<string> platforms, CancellationToken ct) =>
        (await database.QueryAsync<Row>(
            "select id, user_id, platform, content from push_subscriptions where user_id = any(@users) and platform = any(@platforms) order by created_at",
            new { users = users.Select(u => u.Value).ToArray(), platforms = platforms.ToArray() }, ct))
        .ToLookup(r => r.UserId, r => new PushTarget(r.Id, r.Platform, MaruJson.Read<Target>(Encoding.UTF8.GetString(master.Open(r.Content, r.Id.Value.ToByteArray())))));

    /// <summary>The provider says that nobody is there any more.</summary>
    public Task ForgetAsync(IReadOnlyCollection<SubscriptionId> gone, CancellationToken ct) => gone.Count == 0
        ? Task.CompletedTask
        : database.ExecuteAsync("delete from push_subscriptions where id = any(@ids)", new { ids = gone.Select(g => g.Value).ToArray() }, ct);

    public Task UsedAsync(IReadOnlyCollection<SubscriptionId> used, CancellationToken ct) => used.Count == 0
        ? Task.CompletedTask
        : database.ExecuteAsync("update push_subscriptions set last_used_at = @now where id = any(@ids)", new { now = time.GetUtcNow(), ids = used.Select(g => g.Value).ToArray() }, ct);

    internal static byte[]? Decode(string? text)
    {
        var trimmed = text?.TrimEnd('=');
        return trimmed is { Length: > 0 and <= 200 } && Base64Url.IsValid(trimmed) ? Base64Url.DecodeFromChars(trimmed) : null;
    }

    private async Task<Result<PushSubscriptionView>> AddAsync(UserId user, string platform, string key, Target target, string? device, CancellationToken ct)
    {
        var id = SubscriptionId.New();
        var digest = HMACSHA256.HashData(_digestKey, Encoding.UTF8.GetBytes(platform + " " + key));
        await using var transaction = await database.BeginAsync(ct);

        // Sealed to its row, so an address that comes again makes a new row.
        await transaction.ExecuteAsync("delete from push_subscriptions where digest = @digest", new { digest }, ct);
        await transaction.ExecuteAsync(
            """
            insert into push_subscriptions (id, user_id, platform, digest, content, device, created_at) values (@id, @user, @platform, @digest, @content, @device, @now)
            on conflict (digest) do nothing;
            delete from push_subscriptions where id in (select id from push_subscriptions where user_id = @user order by created_at desc, id desc offset @MostPerPerson)
            """,
            new { id, user, platform, digest, content = master.Seal(Encoding.UTF8.GetBytes(MaruJson.Write(target)), id.Value.ToByteArray()), device, now = time.GetUtcNow(), MostPerPerson }, ct);
        var made = await transaction.QuerySingleOrDefaultAsync<PushSubscriptionView>(
            "select id, platform, device, created_at, last_used_at from push_subscriptions where digest = @digest and user_id = @user", new { digest, user }, ct);
        await transaction.CommitAsync(ct);
        return made is not null ? made : new StateConflict("The browser was registered at the same moment; try again.");
    }

    internal sealed record Target(string Address, string? P256dh, string? Auth);

    private sealed record Row(SubscriptionId Id, UserId UserId, string Platform, byte[] Content);
}

internal sealed record PushTarget(SubscriptionId Id, string Platform, PushSubscriptions.Target To);
