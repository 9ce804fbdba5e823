package io.chatrooms.core.value;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/**
 * How aggregates are generated: hidden behind their abstract type, from the JDK alone. Kept in the
 * source only, since compilers of hosts would warn of a style they cannot see.
 */
@Value.Style(
    visibility = Value.Style.ImplementationVisibility.PACKAGE,
    builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
    overshadowImplementation = true,
    jdkOnly = true,
    defaults = @Value.Immutable(copy = false),
    allowedClasspathAnnotations = {Override.class},
    validationMethod = Value.Style.ValidationMethod.SIMPLE)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
public @interface ValueStyle {}
