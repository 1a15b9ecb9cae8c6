using Maru.Platform.Caching;
using Maru.Platform.Configuration;
using Maru.Platform.Data;
using Maru.Platform.Events;
using Maru.Platform.Jobs;
using Maru.Platform.Remote;
using Maru.Platform.Transports;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Maru.Platform.Modules;

/// <summary>The modules of one process and how they meet those of others.</summary>
public sealed class ModuleSet
{
    private readonly List<ModuleBuilder> _here = [];
    private readonly List<ModuleBuilder> _away = [];

    private ModuleSet()
    {
    }

    public IReadOnlyList<IModule> Modules => [.. _here.Select(m => m.Module)];

    /// <summary>
    /// Registers the chosen modules and puts a proxy wherever a contract is offered by a module that is not among them.
    /// </summary>
    /// <param name="all">Every module of the binary, in the order in which they start.</param>
    /// <param name="chosen">Names of those to run here; null for all.</param>
    /// <exception cref="InvalidOperationException">Two modules have one name, a need does not exist or runs in a circle, two offer one contract.</exception>
    public static ModuleSet Add(IServiceCollection services, IConfiguration configuration, IReadOnlyList<IModule> all, IReadOnlySet<string>? chosen)
    {
        ModuleOrder.Check(all);
        var set = new ModuleSet();
        var offers = new Dictionary<Type, string>();
        var away = new List<ModuleBuilder.Offer>();
        var settings = new List<(string Module, Setting Setting)>();
        foreach (var module in all)
        {
            var runsHere = module is PlatformModule || chosen is null || chosen.Contains(module.Name);
            var builder = new ModuleBuilder(module, runsHere ? services : new ServiceCollection(), configuration);
            module.Configure(builder);
            settings.AddRange(builder.SettingList.Select(s => (module.Name, s)));
            foreach (var offer in builder.OfferList)
            {
                if (!offers.TryAdd(offer.Contract, module.Name))
                {
                    throw new InvalidOperationException($"{offer.Contract.Name} is offered by both {offers[offer.Contract]} and {module.Name}.");
                }

                if (!runsHere)
                {
                    away.Add(offer);
                }
            }

            (runsHere ? set._here : set._away).Add(builder);
        }

        foreach (var offer in away)
        {
            services.AddSingleton(offer.Contract, provider => RemoteProxy.Create(offer.Contract, offer.Module, provider.GetRequiredService<RemoteCalls>()));
        }

        services.AddSingleton(set);
        services.AddSingleton(new DeclaredSettings(settings, configuration));
        services.AddSingleton<SettingsStore>();
        services.AddSingleton<LiveSettings>();
        services.AddSingleton<ISettings>(provider => provider.GetRequiredService<LiveSettings>());
        services.AddCache(configuration);
        services.AddSingleton(typeof(Database<>));
        services.AddSingleton<LogSignal>();
        services.AddSingleton<LogReader>();
        services.AddSingleton<ParkedEvents>();
        services.AddSingleton<RemoteCalls>();
        services.AddHttpForwarder();
        services.AddSingleton<Forwarding>();
        services.AddSingleton<ServiceRegistry>();
        services.AddSingleton(provider => new ModuleDatabases(
            set.Modules.Select(m => m.Name), provider.GetRequiredService<DataSources>(), provider.GetRequiredService<LogSignal>(), provider.GetRequiredService<TimeProvider>()));
        var transport = TransportOptions.Read(configuration);
        var followers = set._here.SelectMany(m => m.FollowerList).ToArray();
        services.AddSingleton(provider => new EventSubscriptions(
            set._here.SelectMany(m => m.SubscriptionList), [.. followers.SelectMany(f => f.Types).Select(t => t.Source), .. transport?.Sends ?? []], provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new Followers(followers, provider, provider.GetRequiredService<ILogger<Followers>>()));
        services.AddHostedService(provider => provider.GetRequiredService<LiveSettings>());
        services.AddSingleton(provider => new LogArchive(provider.GetRequiredService<EventSubscriptions>(), provider.GetRequiredService<LogReader>()));
        services.AddHostedService(provider => provider.GetRequiredService<ServiceRegistry>());
        services.AddHostedService<LogWatcher>();
        services.AddHostedService<EventLanes>();
        services.AddHostedService<DelayedEvents>();
        if (transport is not null)
        {
            services.AddTransport(transport);
        }

        services.AddSingleton(provider => new DeadLetters(provider.GetRequiredService<DataSources>(), [.. all.Select(m => m.Name)]));
        services.AddSingleton(provider => new EventBrowser(provider.GetRequiredService<DataSources>(), [.. all.Select(m => m.Name)]));
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<JobRunner>(provider, (IReadOnlyList<JobRegistration>)[.. set._here.SelectMany(m => m.JobList)]));
        return set;
    }

    /// <summary>What the modules find wrong with their part of a configuration, and the sections in which their settings live.</summary>
    public static (IReadOnlyList<string> Errors, IReadOnlyList<string> Areas) CheckConfiguration(IConfiguration configuration, IReadOnlyList<IModule> all)
    {
        var errors = new List<string>();
        var settings = new List<(string Module, Setting Setting)>();
        foreach (var module in all)
        {
            var builder = new ModuleBuilder(module, new ServiceCollection(), configuration);
            Gather(errors, () => module.Configure(builder));
            settings.AddRange(builder.SettingList.Select(s => (module.Name, s)));
        }

        Gather(errors, () => _ = new DeclaredSettings(settings, configuration));
        return (errors, [.. settings.Select(s => s.Setting.Name[..s.Setting.Name.IndexOf('.', StringComparison.Ordinal)]).Distinct()]);
    }

    public void Map(WebApplication app)
    {
        RemoteEndpoint.Map(app, [.. _here.SelectMany(m => m.OfferList)]);
        foreach (var builder in _here)
        {
            builder.Module.Map(new ModuleRoutes(app, builder.Module.Name));
        }

        ForwardedRoutes.Map(app, _away);
    }

    private static void Gather(List<string> errors, Action configure)
    {
        try
        {
            configure();
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentException or TimeZoneNotFoundException)
        {
            errors.AddRange(e.Message.Split('\n'));
        }
    }
}
