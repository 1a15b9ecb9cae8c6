using System.Runtime.InteropServices;

namespace Maru.Engines.Imaging.Embedding.Onnx;

/// <summary>
/// ONNX Runtime's C API, of which the functions of its first version are used: their places in the table are fixed by
/// contract (onnxruntime_c_api.h: "the order of these functions cannot change").
/// </summary>
internal sealed unsafe class OnnxRuntime
{
    private const uint ApiVersion = 1;
    private const int LogErrors = 3;
    private const int Float32 = 1;
    private const int ArenaAllocator = 1;
    private const int DefaultMemory = 0;
    private const int AllOptimisations = 99;

    private readonly nint* api;
    private readonly nint environment;
    private readonly nint memory;

    private OnnxRuntime(nint* api)
    {
        this.api = api;
        fixed (byte* name = "maru\0"u8)
        {
            nint made;
            Check(((delegate* unmanaged<int, byte*, nint*, nint>)api[3])(LogErrors, name, &made));
            environment = made;
            Check(((delegate* unmanaged<int, int, nint*, nint>)api[69])(ArenaAllocator, DefaultMemory, &made));
            memory = made;
        }
    }

    /// <summary>Null when the file is no ONNX Runtime.</summary>
    public static OnnxRuntime? Load(nint library)
    {
        if (!NativeLibrary.TryGetExport(library, "OrtGetApiBase", out var entry))
        {
            return null;
        }

        var start = ((delegate* unmanaged<nint*>)entry)();
        var api = ((delegate* unmanaged<uint, nint*>)start[0])(ApiVersion);
        return api == null ? null : new(api);
    }

    public nint CreateSession(ReadOnlySpan<byte> model, int threads)
    {
        nint options = 0, session;
        try
        {
            Check(((delegate* unmanaged<nint*, nint>)api[10])(&options));
            Check(((delegate* unmanaged<nint, int, nint>)api[23])(options, AllOptimisations));
            Check(((delegate* unmanaged<nint, int, nint>)api[24])(options, threads));
            fixed (byte* bytes = model)
            {
                Check(((delegate* unmanaged<nint, byte*, nuint, nint, nint*, nint>)api[8])(environment, bytes, (nuint)model.Length, options, &session));
            }

            return session;
        }
        finally
        {
            Release(100, options);
        }
    }

    public void ReleaseSession(nint session) => Release(95, session);

    public (byte[] Name, long[] Shape) Input(nint session) => Port(session, 36, 33);

    public (byte[] Name, long[] Shape) Output(nint session) => Port(session, 37, 34);

    /// <summary>Runs the graph and hands its first output to the reader before it is freed.</summary>
    public void Run(nint session, byte[] inputName, byte[] outputName, float[] data, long[] shape, OutputReader read)
    {
        nint input = 0, output = 0;
        try
        {
            fixed (float* values = data)
            fixed (long* sizes = shape)
            fixed (byte* inName = inputName, outName = outputName)
            {
                Check(((delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)api[49])(
                    memory, values, (nuint)data.Length * sizeof(float), sizes, (nuint)shape.Length, Float32, &input));
                byte* inPointer = inName, outPointer = outName;
                Check(((delegate* unmanaged<nint, nint, byte**, nint*, nuint, byte**, nuint, nint*, nint>)api[9])(
                    session, 0, &inPointer, &input, 1, &outPointer, 1, &output));
                void* found;
                Check(((delegate* unmanaged<nint, void**, nint>)api[51])(output, &found));
                var outputShape = ShapeOfValue(output);
                read(new ReadOnlySpan<float>(found, checked((int)outputShape.Aggregate(1L, (a, b) => a * b))), outputShape);
            }
        }
        finally
        {
            Release(96, input);
            Release(96, output);
        }
    }

    private (byte[] Name, long[] Shape) Port(nint session, int nameCall, int typeCall)
    {
        nint allocator, type = 0, tensor;
        byte* name = null;
        Check(((delegate* unmanaged<nint*, nint>)api[78])(&allocator));
        try
        {
            Check(((delegate* unmanaged<nint, nuint, nint, byte**, nint>)api[nameCall])(session, 0, allocator, &name));
            Check(((delegate* unmanaged<nint, nuint, nint*, nint>)api[typeCall])(session, 0, &type));
            Check(((delegate* unmanaged<nint, nint*, nint>)api[55])(type, &tensor));
            if (tensor == 0)
            {
                throw new OnnxException("Its first input or output is no tensor.");
            }

            return (System.Text.Encoding.UTF8.GetBytes(Marshal.PtrToStringUTF8((nint)name) + "\0"), Shape(tensor));
        }
        finally
        {
            Release(98, type);
            if (name != null)
            {
                Check(((delegate* unmanaged<nint, void*, nint>)api[76])(allocator, name));
            }
        }
    }

    private long[] ShapeOfValue(nint value)
    {
        nint info;
        Check(((delegate* unmanaged<nint, nint*, nint>)api[65])(value, &info));
        try
        {
            return Shape(info);
        }
        finally
        {
            Release(99, info);
        }
    }

    private long[] Shape(nint tensor)
    {
        int type;
        Check(((delegate* unmanaged<nint, int*, nint>)api[60])(tensor, &type));
        if (type != Float32)
        {
            throw new OnnxException("Its input and output must be 32-bit floats.");
        }

        nuint count;
        Check(((delegate* unmanaged<nint, nuint*, nint>)api[61])(tensor, &count));
        var shape = new long[(int)count];
        fixed (long* sizes = shape)
        {
            Check(((delegate* unmanaged<nint, long*, nuint, nint>)api[62])(tensor, sizes, count));
        }

        return shape;
    }

    private void Release(int call, nint item)
    {
        if (item != 0)
        {
            ((delegate* unmanaged<nint, void>)api[call])(item);
        }
    }

    private void Check(nint status)
    {
        if (status == 0)
        {
            return;
        }

        var message = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<nint, byte*>)api[2])(status)) ?? "unknown";
        Release(93, status);
        throw new OnnxException(message);
    }

    internal delegate void OutputReader(ReadOnlySpan<float> values, long[] shape);
}

/// <summary>What ONNX Runtime itself reports. Loading turns it into a value; later it means a broken machine.</summary>
public sealed class OnnxException(string message) : Exception(message);
