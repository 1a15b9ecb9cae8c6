using Maru.Contracts.Identity;
using Maru.Contracts.Notifications;
using Maru.Contracts.Ordering;
using Maru.Modules.Notifications.BackOffice;
using Maru.Modules.Notifications.Boxes;
using Maru.Modules.Notifications.Messages;
using Maru.Modules.Notifications.Sending;
using Maru.Modules.Notifications.Texts;
using Maru.Platform.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Modules.Notifications;

/// <summary>Messages to people: templates, the queue, the ways out, the mail box.</summary>
public sealed class NotificationsModule : IModule
{
    public string Name => "notifications";

    public void Configure(ModuleBuilder module)
    {
        module.Services.AddSingleton(NotificationsOptions.Read(module.Configuration));
        module.Services.AddSingleton<MailWriter>();
        module.Services.AddSingleton<MessageStore>();
        module.Services.AddSingleton<Recipients>();
        module.Services.AddSingleton(provider => new MailChannels(provider.GetRequiredService<MailBox>()));
        module.Services.AddHostedService<MessageSender>();
        module.Offers<IMailBox, MailBox>();
        module.Offers<INotificationsAdministration, NotificationsAdministration>();

        module.Subscribes("messages", lanes: 2, s => s.OnBatch<MessageRecorder>(
            typeof(OrderPaid), typeof(OrderAwaitingPayment), typeof(OrderFailed), typeof(OrderShipped), typeof(OrderDelivered), typeof(OrderCancelled), typeof(OrderRefunded),
            typeof(UserRegistered), typeof(IdentityLinkRequested)));
        module.Handles<UserErased, PersonErasure>("erasure", lanes: 1);
    }

    public void Map(ModuleRoutes routes) => MessageEndpoints.Map(routes);
}
