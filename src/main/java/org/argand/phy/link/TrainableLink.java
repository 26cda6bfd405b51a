package org.argand.phy.link;

import java.util.List;
import java.util.function.Supplier;
import org.argand.tensor.Tensor;
import org.argand.tensor.Variable;

/**
 * A link with something to learn.
 *
 * @param link as it is now
 * @param variables everything trained, in a fixed order
 * @param points the trained points of the complex plane as they are sent, symbols or pilots, complex [n]
 */
public record TrainableLink(EndToEndLink link, List<Variable> variables, Supplier<Tensor> points) {}
