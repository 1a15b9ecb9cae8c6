using Maru.Contracts;
using Maru.Platform.Configuration;
using Maru.Platform.Events;
using Maru.Platform.Jobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Maru.Platform.Modules;

/// <summary>Where a module lists what it offers, handles and runs.</summary>
public sealed class ModuleBuilder
{
    private readonly List<Offer> _offers = [];
    private readonly List<Subscription> _subscriptions = [];
    private readonly List<Follower> _followers = [];
    private readonly List<JobRegistration> _jobs = [];
    private readonly List<Setting> _settings = [];

    internal ModuleBuilder(IModule module, IServiceCollection services, IConfiguration configuration)
    {
        Module = module;
        Services = services;
        Configuration = configuration;
    }

    public IServiceCollection Services { get; }

    public IConfiguration Configuration { get; }

    internal IModule Module { get; }

    internal IReadOnlyList<Offer> OfferList => _offers;

    internal IReadOnlyList<Subscription> SubscriptionList => _subscriptions;

    internal IReadOnlyList<Follower> FollowerList => _followers;

    internal IReadOnlyList<JobRegistration> JobList => _jobs;

    internal IReadOnlyList<Setting> SettingList => _settings;

    /// <summary>
    /// Answers other modules through an interface of Contracts: here the object itself, in other processes a proxy. All methods are asynchronous,
    /// take a <see cref="CancellationToken"/> last, are not overloaded, and their arguments and results survive JSON.
    /// </summary>
    public void Offers<TContract, TImplementation>() where TContract : class where TImplementation : class, TContract
    {
        Services.TryAddSingleton<TImplementation>();
        Services.AddSingleton<TContract>(provider => provider.GetRequiredService<TImplementation>());
        _offers.Add(new Offer(typeof(TContract), Module.Name));
    }

    /// <summary>Handles one type of event. <paramref name="subscription"/> names the cursor: renaming it handles the whole log again.</summary>
    public void Handles<TEvent, THandler>(string subscription, int lanes = 4)
        where TEvent : class, IEvent where THandler : class, IEventHandler<TEvent> =>
        Subscribes(subscription, lanes, s => s.On<TEvent, THandler>());

    /// <summary>Handles several types of event under one cursor, so that per key they are handled in the order they happened.</summary>
    public void Subscribes(string subscription, int lanes, Action<SubscriptionBuilder> configure)
    {
        var builder = new SubscriptionBuilder(Module.Name, subscription, lanes, Services);
        configure(builder);
        _subscriptions.Add(builder.Build());
    }

    /// <summary>
    /// Hears of events in every process that runs this module, from its start on, without a cursor: to show viewers something new or to forget what
    /// was cached. An event may be missed; effects belong to <see cref="Handles"/>. <paramref name="tell"/> must be quick.
    /// </summary>
    public void Follows(Action<IServiceProvider, FollowedEvent> tell, params ReadOnlySpan<Type> events) =>
        _followers.Add(new Follower([.. events.ToArray().Select(EventTypes.Of)], tell));

    /// <summary>Runs a job again and again, once across all processes.</summary>
    public void Runs<TJob>(string name, JobSchedule schedule) where TJob : class, IJob
    {
        Services.TryAddSingleton<TJob>();
        _jobs.Add(new JobRegistration(Module.Name, name, typeof(TJob), schedule));
    }

    /// <summary>Settings that operators may change while the shop runs; read them through <see cref="ISettings"/>.</summary>
    public void Declares(params ReadOnlySpan<Setting> settings) => _settings.AddRange(settings);

    internal sealed record Offer(Type Contract, string Module);
}
