using System.Reflection;
using System.Text.Json;
using Maru.Platform.Json;

namespace Maru.Platform.Remote;

/// <summary>A method of a contract, as it is called over HTTP: arguments as a JSON array without the cancellation token, the result as JSON.</summary>
internal sealed class RemoteMethod
{
    private readonly MethodInfo _method;
    private readonly ParameterInfo[] _parameters;
    private readonly Type? _result;
    private readonly MethodInfo _typedCall;

    public RemoteMethod(MethodInfo method)
    {
        _method = method;
        _parameters = method.GetParameters();
        if (_parameters.Length == 0 || _parameters[^1].ParameterType != typeof(CancellationToken))
        {
            throw new InvalidOperationException($"{Path} must take a CancellationToken last.");
        }

        var returned = method.ReturnType;
        _result = returned == typeof(Task) ? null
            : returned.IsGenericType && returned.GetGenericTypeDefinition() == typeof(Task<>) ? returned.GetGenericArguments()[0]
            : throw new InvalidOperationException($"{Path} must return Task or Task<T>.");
        _typedCall = typeof(RemoteMethod).GetMethod(nameof(CallAsync), BindingFlags.Instance | BindingFlags.NonPublic)!.MakeGenericMethod(_result ?? typeof(object));
    }

    public string Path => $"{_method.DeclaringType!.Name}/{_method.Name}";

    public object? Call(RemoteCalls calls, string module, object?[] args) => _typedCall.Invoke(this, [calls, module, args]);

    /// <summary>The other side: reads the arguments, calls the module, gives its result back as JSON.</summary>
    public async Task<byte[]> ServeAsync(object target, Stream body, CancellationToken ct)
    {
        using var document = await JsonDocument.ParseAsync(body, default, ct);
        var args = new object?[_parameters.Length];
        for (var i = 0; i < args.Length - 1; i++)
        {
            args[i] = document.RootElement[i].Deserialize(_parameters[i].ParameterType, MaruJson.Internal);
        }

        args[^1] = ct;
        var task = (Task)_method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, args, null)!;
        await task;
        return _result is null ? "null"u8.ToArray() : JsonSerializer.SerializeToUtf8Bytes(ResultOf(task), _result, MaruJson.Internal);
    }

    private static object? ResultOf(Task task) => task.GetType().GetProperty("Result")!.GetValue(task);

    private async Task<T?> CallAsync<T>(RemoteCalls calls, string module, object?[] args)
    {
        using var buffer = new MemoryStream();
        await using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            for (var i = 0; i < args.Length - 1; i++)
            {
                JsonSerializer.Serialize(writer, args[i], _parameters[i].ParameterType, MaruJson.Internal);
            }

            writer.WriteEndArray();
        }

        await using var answer = await calls.SendAsync(module, Path, buffer.ToArray(), (CancellationToken)args[^1]!);
        return _result is null ? default : await JsonSerializer.DeserializeAsync<T>(answer, MaruJson.Internal, (CancellationToken)args[^1]!);
    }
}
