using Maru.Contracts.Identity;
using Maru.Contracts.Notifications;
using Maru.Contracts.Ordering;
using Maru.Modules.Notifications.BackOffice;
using Maru.Modules.Notifications.Channels;
using Maru.Modules.Notifications.Channels.Mails;
using Maru.Modules.Notifications.Channels.Push;
using Maru.Modules.Notifications.Digests;
using Maru.Modules.Notifications.Messages;
using Maru.Modules.Notifications.Preferences;
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
        services.AddSingleton(provider => new ChannelSet(ChannelsOf(options, provider)));
        services.AddHostedService<MessageSender>();
    }

    public void Map(ModuleRoutes routes)
    {
        MessageEndpoints.Map(routes);
        MeEndpoints.Map(routes.Api);
        UnsubscribePage.Map(routes.Root);
    }

    private static IEnumerable<IChannel> ChannelsOf(NotificationsOptions options, IServiceProvider services)
    {
        yield return services.GetRequiredService<MailBox>();
        yield return services.GetRequiredService<InAppChannel>();
    }
}
