using Maru.Admin.Shell;
using Maru.Contracts.Webhooks;

namespace Maru.Admin.Webhooks;

/// <summary>States of webhooks as staff read them.</summary>
internal static class WebhookWords
{
    public static string State(WebhookEndpointView endpoint, Desk desk) =>
        !endpoint.Enabled ? desk.Say("꺼짐", "Disabled") : endpoint.FailingSince is not null ? desk.Say("닿지 않음", "Failing") : desk.Say("켜짐", "Enabled");

    public static string Tone(WebhookEndpointView endpoint) => !endpoint.Enabled ? "calm" : endpoint.FailingSince is not null ? "bad" : "good";

    public static string State(WebhookDeliveryState state, Desk desk) => state switch
    {
        WebhookDeliveryState.Delivered => desk.Say("도착", "Delivered"), WebhookDeliveryState.Failed => desk.Say("포기", "Given up"), _ => desk.Say("기다림", "Waiting"),
    };

    public static string Tone(WebhookDeliveryState state) => state switch { WebhookDeliveryState.Delivered => "good", WebhookDeliveryState.Failed => "bad", _ => "busy" };
}
