/** Argand: a complex tensor engine for the JVM; devices are found as services, so no backend is exported. */
module org.argand {
    requires static jdk.incubator.vector;
    requires static transitive org.jspecify;
    requires transitive org.apache.commons.numbers.complex;
    requires com.fasterxml.jackson.databind;
    requires info.picocli;
    requires java.desktop;
    requires java.logging;
    requires jcublas;
    requires jcuda;
    requires jcufft;
    requires org.apache.commons.numbers.core;
    requires org.knowm.xchart;
    requires me.tongfei.progressbar;

    exports org.argand.array;
    exports org.argand.autograd;
    exports org.argand.backend;
    exports org.argand.io;
    exports org.argand.nn;
    exports org.argand.optim;
    exports org.argand.phy;
    exports org.argand.phy.channel;
    exports org.argand.phy.fec;
    exports org.argand.phy.link;
    exports org.argand.phy.mapping;
    exports org.argand.phy.mimo;
    exports org.argand.phy.ofdm;
    exports org.argand.phy.sim;
    exports org.argand.phy.wifi;
    exports org.argand.plot;
    exports org.argand.tensor;
    exports org.argand.tensor.catalogue;

    uses org.argand.backend.BackendProvider;

    provides org.argand.backend.BackendProvider with
            org.argand.backend.cpu.CpuProvider,
            org.argand.backend.cuda.CudaProvider,
            org.argand.backend.reference.ReferenceProvider;
}
