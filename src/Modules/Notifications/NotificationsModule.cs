using Maru.Contracts.Identity;
using Maru.Contracts.Notifications;
using Maru.Contracts.Ordering;
using Maru.Modules.Notifications.BackOffice;
using Maru.Modules.Notifications.Channels;
using Maru.Modules.Notifications.Channels.Mails;
using Maru.Modules.Notifications.Channels.Mails.Smtp;
using Maru.Modules.Notifications.Channels.Push;
using Maru.Modules.Notifications.Channels.Texting;
using Maru.Modules.Notifications.Digests;
using Maru.Modules.Notifications.Messages;
using Maru.Modules.Notifications.Preferences;
using Maru.Modules.Notifications.Receipts;
using Maru.Modules.Notifications.Sending;
using Maru.Modules.Notifications.Texts;
using Maru.Platform.Jobs;
using Maru.Platform.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Modules.Notifications;

/// <summary>Messages to people: what they want, the texts, the queue, the ways out.</summary>
public sealed class NotificationsModule : IModule
{
    public string Name => "notifications";

    public void Configure(ModuleBuilder module)
    {
        module.Offers<INotifications, NotificationDesk>();
        module.Offers<INotificationPreferences, PreferenceService>();
        module.Offers<IPushSubscriptions, PushSubscriptions>();
        module.Offers<INotificationInbox, InAppChannel>();
        module.Offers<IMailBox, MailBox>();
        module.Offers<INotificationsAdministration, NotificationsAdministration>();
        module.Offers<ITemplateAdministration, TemplateAdministration>();

        module.Subscribes("messages", lanes: 2, s => s.OnBatch<MessageRecorder>(
            typeof(OrderPaid), typeof(OrderAwaitingPayment), typeof(OrderFailed), typeof(OrderShipped), typeof(OrderDelivered), typeof(OrderCancelled), typeof(OrderRefunded),
            typeof(ReturnRequested), typeof(ReturnSettled), typeof(UserRegistered), typeof(IdentityLinkRequested), typeof(RefreshTokenReused)));
        module.Handles<UserErased, PersonErasure>("erasure", lanes: 1);
        module.Runs<DigestMaker>("digests", JobSchedule.Every(TimeSpan.FromMinutes(5)));
        module.Runs<Retention>("retention", JobSchedule.DailyAt(4));

        var options = NotificationsOptions.Read(module.Configuration);
        var services = module.Services;
        services.AddSingleton(options);
        services.AddSingleton<TemplateStore>();
        services.AddSingleton<MessageWriter>();
        services.AddSingleton<MessageQueue>();
        services.AddSingleton<MessageStore>();
        services.AddSingleton<PreferenceStore>();
        services.AddSingleton<UnsubscribeLinks>();
        services.AddSingleton<Recipients>();
        services.AddSingleton<VapidKey>();
        services.AddSingleton<ReceiptLinks>();
        services.AddSingleton<ReportDesk>();
        services.AddSingleton(provider => new ChannelSet(ChannelsOf(options, provider)));
        services.AddHostedService<MessageSender>();
    }

    public void Map(ModuleRoutes routes)
    {
        MessageEndpoints.Map(routes);
        MeEndpoints.Map(routes.Api);
        UnsubscribePage.Map(routes.Root);
        ReportEndpoints.Map(routes.Api);
    }

    /// <summary>Those that are configured. Mail has the shop's own box, and browsers need nothing but the shop's key, so these are always there.</summary>
    private static IEnumerable<IChannel> ChannelsOf(NotificationsOptions options, IServiceProvider services)
    {
        var time = services.GetRequiredService<TimeProvider>();
        yield return options switch
        {
            { Smtp: { } smtp } => new SmtpChannel(smtp, options.From!, options.ShopName, options.MailDomain, options.Timeout),
            { SendGrid: { } sendGrid } => new SendGridChannel(sendGrid, options.From!, options.ShopName, options.MailDomain, options.Timeout),
            _ => services.GetRequiredService<MailBox>(),
        };
        yield return services.GetRequiredService<InAppChannel>();
        if (options.Twilio is { } twilio)
        {
            yield return new TwilioChannel(twilio, options.PublicAddress, options.Timeout);
        }

        List<IPushService> apps = [];
        if (options.Fcm is { } fcm)
        {
            apps.Add(new FcmService(fcm, options.Timeout, time));
        }

        if (options.Apns is { } apns)
        {
            apps.Add(new ApnsService(apns, options.Timeout, time));
        }

        if (apps.Count > 0)
        {
            yield return ActivatorUtilities.CreateInstance<PushChannel>(services, NotificationChannel.Push, apps);
        }

        if (options.WebPush is { } webPush)
        {
            var browsers = new WebPushService(webPush, services.GetRequiredService<VapidKey>().GetAsync, options.PublicAddress, options.Timeout, time);
            yield return ActivatorUtilities.CreateInstance<PushChannel>(services, NotificationChannel.WebPush, new List<IPushService> { browsers });
        }
    }
}
