using Maru.Contracts.Notifications;
using Maru.Platform.Auth;
using Maru.Platform.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maru.Modules.Notifications.Preferences;

/// <summary>/api/v1/me: what one wants to be told of, one's devices, one's messages. Always the caller's own; there is no id of a person to try.</summary>
internal static class MeEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/push-key", async (IPushSubscriptions push, CancellationToken ct) => TypedResults.Ok(new { key = await push.GetWebPushKeyAsync(ct) }));

        var me = api.MapGroup("/me").RequireUser();
        me.MapGet("/notification-preferences", async (Caller caller, INotificationPreferences preferences, CancellationToken ct) => TypedResults.Ok(await preferences.GetAsync(caller.User!.Value, ct)));
        me.MapPatch("/notification-preferences", async (PreferencesChange change, Caller caller, INotificationPreferences preferences, CancellationToken ct) =>
            (await preferences.ChangeAsync(caller.User!.Value, change, ct)).ToResult());

        me.MapGet("/push-subscriptions", async (Caller caller, IPushSubscriptions push, CancellationToken ct) => TypedResults.Ok(await push.ListAsync(caller.User!.Value, ct)));
        me.MapPost("/push-subscriptions/browser", async (BrowserSubscription subscription, Caller caller, IPushSubscriptions push, CancellationToken ct) =>
            (await push.AddBrowserAsync(caller.User!.Value, subscription, ct)).ToResult());
        me.MapPost("/push-subscriptions/app", async (AppToken token, Caller caller, IPushSubscriptions push, CancellationToken ct) => (await push.AddAppAsync(caller.User!.Value, token, ct)).ToResult());
        me.MapDelete("/push-subscriptions/{id}", async (SubscriptionId id, Caller caller, IPushSubscriptions push, CancellationToken ct) =>
            (await push.RemoveAsync(caller.User!.Value, id, ct)).ToNoContent());

        me.MapGet("/messages", async (Caller caller, INotificationInbox inbox, Paging paging, CancellationToken ct, bool unread = false) =>
            TypedResults.Ok(await inbox.ListAsync(caller.User!.Value, unread, paging.Page, ct)));
        me.MapGet("/messages/unread", async (Caller caller, INotificationInbox inbox, CancellationToken ct) => TypedResults.Ok(new { count = await inbox.CountUnreadAsync(caller.User!.Value, ct) }));
        me.MapPost("/messages/{id}/read", async (MessageId id, Caller caller, INotificationInbox inbox, CancellationToken ct) => (await inbox.MarkReadAsync(caller.User!.Value, id, ct)).ToNoContent());
        me.MapPost("/messages/read", async (Caller caller, INotificationInbox inbox, CancellationToken ct) =>
        {
            await inbox.MarkAllReadAsync(caller.User!.Value, ct);
            return TypedResults.NoContent();
        });
    }
}
