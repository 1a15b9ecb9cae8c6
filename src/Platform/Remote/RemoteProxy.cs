using System.Collections.Concurrent;
using System.Reflection;

namespace Maru.Platform.Remote;

/// <summary>Stands for a module of another process: every method of the contract becomes one HTTP call.</summary>
internal class RemoteProxy : DispatchProxy
{
    private static readonly ConcurrentDictionary<MethodInfo, RemoteMethod> Methods = new();
    private RemoteCalls _calls = null!;
    private string _module = null!;

    public static object Create(Type contract, string module, RemoteCalls calls)
    {
        var proxy = (RemoteProxy)DispatchProxy.Create(contract, typeof(RemoteProxy));
        proxy._calls = calls;
        proxy._module = module;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        Methods.GetOrAdd(targetMethod!, static m => new RemoteMethod(m)).Call(_calls, _module, args ?? []);
}
